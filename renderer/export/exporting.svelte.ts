import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { ExportCounts, ExportProgress, ExportResult } from '../../electron/contract/api/export-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { Locale } from '../../electron/contract/languages.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { RenameScope } from '../../electron/contract/rename/rename-model.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';

export const exportFormats = ['csv', 'json', 'xmp', 'inside', 'captions', 'cast'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** These write to each picture, or beside it. */
export type ToPictures = Extract<ExportFormat, 'xmp' | 'inside' | 'captions'>;

/** How an export ended. */
export type Exported =
  | { readonly kind: 'table'; readonly path: string; readonly faces: number }
  | { readonly kind: 'cast'; readonly path: string; readonly characters: number }
  | { readonly kind: ToPictures; readonly result: ExportResult };

type Engine = Pick<
  EngineApi,
  | 'countExport'
  | 'exportFaces'
  | 'exportCast'
  | 'previewXmp'
  | 'exportXmp'
  | 'previewCaptions'
  | 'exportCaptions'
  | 'exportProgress'
  | 'cancelExport'
>;
type Shell = Pick<ShellApi, 'pickExport' | 'printExport' | 'revealExport' | 'revealPicture'>;

const usualCaption = '{character:tag}, {outfit:tag}, {series:tag}, {tags}';

/** What is exported, as the dialog asks for it, and how that goes. */
export class Exporting {
  open = $state(false);
  format = $state<ExportFormat>('csv');
  /** Those that were chosen when the dialog was opened. */
  characters = $state.raw<readonly CharacterId[]>([]);
  onlyChosen = $state(false);
  /** The folder on disk that everything was narrowed to when the dialog was opened; null: none. */
  folder = $state<string | null>(null);
  onlyFolder = $state(false);
  counts = $state.raw<ExportCounts | null>(null);
  /** Of captions. */
  template = $state(usualCaption);
  overwrite = $state(false);
  /** What would become of the pictures' files; null while it is being looked at, and for tables. */
  plan = $state.raw<ExportResult | null>(null);
  running = $state(false);
  stopping = $state(false);
  progress = $state.raw<ExportProgress | null>(null);
  done = $state.raw<Exported | null>(null);
  error = $state.raw<ErrorData | null>(null);

  readonly #engine: Engine;
  readonly #shell: Shell;
  readonly #locale: () => Locale;
  readonly #below: () => string | null;
  #asked = 0;

  /** `locale`: of what is written to be read. `below`: the folder on disk that everything is narrowed to. */
  constructor(engine: Engine, shell: Shell, locale: () => Locale, below: () => string | null = () => null) {
    this.#engine = engine;
    this.#shell = shell;
    this.#locale = locale;
    this.#below = below;
  }

  /** How many files or faces there are to write, or pictures to tell of; null: nobody knows yet. */
  readonly amount = $derived.by((): number | null => {
    if (this.format === 'cast') return this.counts?.namedFiles ?? null;
    if (!isToPictures(this.format)) return this.counts?.faces ?? null;
    return this.plan && this.plan.written + this.plan.merged;
  });

  readonly #scope = $derived.by((): RenameScope => ({
    ...(this.onlyChosen ? { characters: [...this.characters] } : {}),
    ...(this.onlyFolder && this.folder !== null ? { below: this.folder } : {}),
  }));

  start(characters: readonly CharacterId[] = []): void {
    if (this.running) return;
    const folder = this.#below();
    const narrowed = { onlyChosen: characters.length > 0, folder, onlyFolder: folder !== null };
    Object.assign(this, { open: true, characters, ...narrowed, done: null, error: null });
    void this.look();
  }

  choose(choice: {
    format?: ExportFormat;
    onlyChosen?: boolean;
    onlyFolder?: boolean;
    template?: string;
    overwrite?: boolean;
  }): void {
    Object.assign(this, choice);
    void this.look();
  }

  /** Counts what the choice would write. An answer to an earlier choice is dropped. */
  async look(): Promise<void> {
    const asked = (this.#asked += 1);
    Object.assign(this, { counts: null, plan: null, progress: null, error: null });
    try {
      const counts = await this.#engine.countExport(this.#scope);
      if (asked !== this.#asked) return;
      this.counts = counts;
      if (!isToPictures(this.format)) return;
      const plan = await this.#toPictures(this.format, false);
      if (asked === this.#asked && !plan.cancelled) this.plan = plan;
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  async run(): Promise<void> {
    if (this.running) return;
    const { format } = this;
    if (isToPictures(format))
      await this.#run(async () => ({ kind: format, result: await this.#toPictures(format, true) }));
    else if (format === 'cast') await this.#writeCast();
    else await this.#writeTable(format);
  }

  async #writeTable(format: 'csv' | 'json'): Promise<void> {
    const path = await this.#shell.pickExport(format);
    if (path === null) return;
    // The system's dialog has asked whether to replace what is there.
    const request = { scope: this.#scope, format, to: path, overwrite: true };
    await this.#run(async () => ({ kind: 'table', path, ...(await this.#engine.exportFaces(request)) }));
  }

  /** A page; printed where the artist wants a PDF file or a picture. */
  async #writeCast(): Promise<void> {
    const path = await this.#shell.pickExport('cast');
    if (path === null) return;
    const isPrinted = /\.(pdf|png)$/i.test(path);
    const { characters = null, ...place } = this.#scope;
    const wanted = { characters, ...place, title: null, locale: this.#locale() };
    await this.#run(async () => {
      const to = isPrinted ? `${path}.html` : path;
      // Nobody was asked about the page that is printed and taken away.
      const { characters } = await this.#engine.exportCast({ ...wanted, to, overwrite: !isPrinted });
      if (isPrinted) await this.#shell.printExport();
      return { kind: 'cast', path, characters };
    });
  }

  #toPictures(format: ToPictures, writes: boolean): Promise<ExportResult> {
    const scope = this.#scope;
    if (format === 'captions') {
      const request = { scope, template: this.template, overwrite: this.overwrite };
      return writes ? this.#engine.exportCaptions(request) : this.#engine.previewCaptions(request);
    }
    const place = format === 'inside' ? 'inside' : 'beside';
    return writes ? this.#engine.exportXmp(scope, place) : this.#engine.previewXmp(scope, place);
  }

  async #run(write: () => Promise<Exported>): Promise<void> {
    this.#asked += 1;
    Object.assign(this, { running: true, stopping: false, progress: null, error: null });
    try {
      this.done = await write();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.running = false;
      this.progress = null;
    }
  }

  /** Shows what has been written last in the system's file manager. */
  async reveal(): Promise<void> {
    const example = this.done && 'result' in this.done ? this.done.result.example : null;
    await (example === null ? this.#shell.revealExport() : this.#shell.revealPicture(example));
  }

  /** Sidecars that are written stay. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.#engine.cancelExport();
  }

  /** While something is written, Escape asks for an end, and the dialog tells what came of it. */
  async close(): Promise<void> {
    if (this.running) return this.stop();
    const looking = isToPictures(this.format) && this.counts !== null && this.plan === null && !this.done;
    this.#asked += 1;
    this.open = false;
    if (looking) await this.#engine.cancelExport();
  }

  changed(topics: readonly Topic[]): void {
    if (this.open && topics.includes('exports')) void this.#follow();
  }

  async #follow(): Promise<void> {
    const asked = this.#asked;
    const progress = await this.#engine.exportProgress();
    // It may have ended meanwhile.
    if (asked === this.#asked && (this.running || this.amount === null)) this.progress = progress;
  }

  #fail(error: unknown): void {
    this.error = toErrorData(error);
  }
}

export function isToPictures(format: ExportFormat): format is ToPictures {
  return format === 'xmp' || format === 'inside' || format === 'captions';
}
