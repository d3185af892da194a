import { accessSync, constants, mkdirSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { EngineSettings, ModelFacts, SettingsApi, SettingsReport } from '../../contract/api/settings-api.ts';
import { cores } from '../health/versions.ts';
import { probeProviders } from '../models/probe.ts';
import type { Models } from '../models/session.ts';
import type { PreviewCache } from '../previews/preview-cache.ts';
import type { LibraryBackups } from './library-backups.ts';
import { modelOptions, type ModelSource } from './model-source.ts';
import { cacheBytes, readSettings, writeSettings } from './settings-file.ts';

export interface SettingsParts {
  readonly library: string;
  readonly backups: LibraryBackups;
  readonly previews: PreviewCache;
  /** Null where models cannot be changed. */
  readonly source: ModelSource | null;
  /** Those in use; throws where there are none. */
  readonly models: () => Promise<Models>;
  readonly replaceModels: (next: Models) => Promise<void>;
  /** Other files are left out now. */
  readonly onExclude: (patterns: readonly string[]) => void;
  /** The processor or its threads are others now. */
  readonly onProcessor: () => void;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

const noFacts: ModelFacts = { folder: '', problem: null, networks: [] };

export function settingsCalls(parts: SettingsParts): SettingsApi {
  const { library, backups, source } = parts;
  let last: Promise<unknown> = Promise.resolve();

  async function report(): Promise<SettingsReport> {
    const models = (await source?.facts()) ?? noFacts;
    return { settings: readSettings(library), models, modelsProblem: source?.problem ?? null, cores: cores() };
  }

  /** One change after the other: opening models takes seconds. */
  async function change(changes: Partial<EngineSettings>): Promise<SettingsReport> {
    const before = readSettings(library);
    const after = { ...before, ...changes };
    if (after.backupFolder !== before.backupFolder && after.backupFolder !== null) mustBeWritable(after.backupFolder);
    await applyModels(parts, before, after);
    writeSettings(library, after);
    if (after.cacheMegabytes !== before.cacheMegabytes) parts.previews.limitTo(cacheBytes(after));
    if (after.exclude.join('\n') !== before.exclude.join('\n')) parts.onExclude(after.exclude);
    parts.onChanged(['settings']);
    return report();
  }

  return {
    settings: report,
    changeSettings(changes) {
      const turn = last.then(() => change(changes));
      last = turn.catch(() => undefined);
      return turn;
    },
    providers: async () => probeProviders((await parts.models()).manifest),
    listBackups: async () => backups.list(),
    async backUp() {
      const backup = await backups.make();
      parts.onChanged(['settings']);
      return backup;
    },
  };
}

async function applyModels(
  { source, models, replaceModels, onProcessor, onChanged }: SettingsParts,
  before: EngineSettings,
  after: EngineSettings,
): Promise<void> {
  const loaded = await models().catch(() => null);
  const others = after.models !== before.models || (source?.problem ?? null) !== null;
  if (others && source) {
    // A command that needs no models has loaded none: a look at the folder has to do.
    if (loaded) await replaceModels(await source.open(after));
    else await source.check(after);
  } else if (loaded && (after.processor !== before.processor || after.threads !== before.threads)) {
    await loaded.use(modelOptions(after));
    onProcessor();
    onChanged(['processor']);
  }
}

function mustBeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new AppError('not-writable', folder, { cause });
  }
}
