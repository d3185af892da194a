import type {
  Imported,
  ImportedCharacter,
  ImportedKind,
  ImportPlan,
  ImportProblem,
  ImportProgress,
  ImportRequest,
} from '../../contract/api/import-api.ts';
import { AppError, toErrorData } from '../../contract/errors.ts';
import type { FaceId, PictureId } from '../../contract/ids.ts';
import { Decisions } from '../edits/decisions.ts';
import type { Journal } from '../edits/journal.ts';
import type { ManualBoxes } from '../edits/manual-boxes.ts';
import type { SeenBox } from '../store/faces/boxes.ts';
import type { Stores } from '../store/stores.ts';
import { gatherNames, type Gathered } from './gathered-names.ts';
import { KnownPictures } from './known-pictures.ts';
import { matchNames, type Placement } from './match-names.ts';
import { readSources } from './read-sources.ts';
import { isOfNobody } from './sources/folder-names.ts';

interface ImportParts {
  readonly stores: Stores;
  readonly journal: Journal;
  readonly onProgress: (progress: ImportProgress | null) => void;
}

interface Read extends Gathered {
  readonly id: number;
  readonly chosen: ReadonlySet<string>;
  readonly cancelled: boolean;
  readonly known: KnownPictures;
}

/** How a name was found, and where. */
interface Mention {
  readonly kinds: Set<ImportedKind>;
  readonly pictures: Set<PictureId>;
}

type Placed = Placement & { readonly picture: PictureId };
interface DrawnBox {
  readonly picture: PictureId;
  readonly name: string;
  readonly seen: SeenBox;
}

const shown = 8;
/** Tags and collections may be anything, and some folders are for everybody; all others say that somebody is meant. */
const meansSomebody = (kind: ImportedKind, name: string): boolean =>
  kind === 'folder' ? !isOfNobody(name) : kind !== 'keyword';

/** Brings in names that other programs have: a report first, then one edit. */
export class Importing {
  readonly #parts: ImportParts;
  readonly #decisions: Decisions;
  #read: Read | null = null;
  #lastId = 0;

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.#decisions = new Decisions(parts.stores);
  }

  /** Changes nothing. Aborted, it answers what was read until then. */
  async plan(request: ImportRequest, signal: AbortSignal): Promise<ImportPlan> {
    const { stores, onProgress } = this.#parts;
    const known = new KnownPictures(stores.db);
    const { files, problems } = await readSources(request, known, {
      signal,
      onProgress: (done, total) => onProgress({ phase: 'reading', done, total }),
    });
    const all = stores.characters.list();
    const gathered = await gatherNames(files, known, all);
    const characters = new Set(all.map(({ name }) => name));
    const found = [...mentionsIn(gathered)].filter(([name, { kinds }]) => isSomebody(name, kinds, characters));
    const chosen = new Set(found.map(([name]) => name));
    this.#lastId += 1;
    const every = [...problems, ...gathered.problems];
    this.#read = { ...gathered, problems: every, id: this.#lastId, chosen, known, cancelled: signal.aborted };
    return this.#describe(this.#read);
  }

  /** Throws `plan-gone`. */
  choose(id: number, names: readonly string[]): ImportPlan {
    this.#read = { ...this.#existing(id), chosen: new Set(names) };
    return this.#describe(this.#read);
  }

  /** One edit; aborted, it does nothing. Throws `plan-gone`, and as ManualBoxes where boxes are to be drawn and there are no models. */
  async apply(id: number, boxes: () => Promise<ManualBoxes>, signal: AbortSignal): Promise<Imported> {
    const read = this.#existing(id);
    const placed = placementsOf(read);
    const wanted = placed.flatMap((each) => (each.fate === 'box' ? each : []));
    const { drawn, problems } = wanted.length === 0 ? nothingDrawn : await this.#see(wanted, await boxes(), signal);
    const cancelled = signal.aborted;
    const faces = placed.flatMap((each) => (each.fate === 'face' ? each : []));
    const names = new Set(cancelled ? [] : [...faces, ...drawn].map(({ name }) => name));
    const edited = this.#parts.journal.perform([], () => {
      const count = [...names].reduce((sum, name) => sum + this.#give(name, faces, drawn), 0);
      const [only] = names;
      return { kind: 'import', name: names.size === 1 && only !== undefined ? only : null, count };
    });
    if (!cancelled) this.#read = null;
    return { edited, problems, cancelled };
  }

  /** Answers how many faces have the name now that had it not. */
  #give(name: string, faces: readonly { name: string; face: FaceId }[], drawn: readonly DrawnBox[]): number {
    const { facts, boxes, characters } = this.#parts.stores;
    const character = this.#decisions.destination({ name });
    this.#decisions.adopt(character);
    const existing = characters.existingFaces(faces.flatMap((each) => (each.name === name ? each.face : [])));
    const made = drawn
      .filter((each) => each.name === name)
      .map(({ picture, seen }) => {
        const face = boxes.insert(picture, seen);
        boxes.draw(face, seen);
        return face;
      });
    const free = [...facts.assignable(existing, character), ...made];
    facts.confirm(free, character);
    return free.length;
  }

  /** Boxes need a vector, so that the machine can group around them. */
  async #see(
    wanted: readonly (Placed & { readonly fate: 'box' })[],
    boxes: ManualBoxes,
    signal: AbortSignal,
  ): Promise<{ drawn: DrawnBox[]; problems: ImportProblem[] }> {
    const { onProgress, stores } = this.#parts;
    const drawn: DrawnBox[] = [];
    const problems: ImportProblem[] = [];
    for (const [done, { picture, name, box }] of wanted.entries()) {
      if (signal.aborted) break;
      onProgress({ phase: 'drawing', done, total: wanted.length });
      try {
        drawn.push({ picture, name, seen: await boxes.see(picture, box) });
      } catch (error) {
        const { code, message } = toErrorData(error);
        if (code === 'internal') throw error;
        const kind = code === 'box-empty' ? 'changed' : 'unreadable';
        problems.push({ path: stores.pictures.pathsOf(picture)[0] ?? '', kind, detail: message });
      }
    }
    return { drawn, problems };
  }

  #describe(read: Read): ImportPlan {
    const placed = Map.groupBy(placementsOf(read), ({ name }) => name);
    const names = [...mentionsIn(read)].map(([name, mention]) => {
      return this.#character(name, mention, read.chosen.has(name), placed.get(name) ?? []);
    });
    const { id, pictures, problems, cancelled } = read;
    return { id, names: names.toSorted(byImportance), pictures: pictures.length, problems, cancelled };
  }

  #character(
    name: string,
    { kinds, pictures }: Mention,
    chosen: boolean,
    placed: readonly Placed[],
  ): ImportedCharacter {
    const { characters, faces } = this.#parts.stores;
    const count = (...fates: readonly Placement['fate'][]) => placed.filter(({ fate }) => fates.includes(fate)).length;
    const given = placed.flatMap((each) => (each.fate === 'face' ? each.face : []));
    return {
      name,
      character: characters.byName(name)?.id ?? null,
      kinds: [...kinds],
      chosen,
      pictures: pictures.size,
      ...{ faces: given.length, boxes: count('box'), same: count('same'), kept: count('kept') },
      unplaced: count('no-face', 'several-faces'),
      show: faces.known(given.slice(0, shown)),
    };
  }

  #existing(id: number): Read {
    if (this.#read?.id !== id) throw new AppError('plan-gone', id);
    return this.#read;
  }
}

const nothingDrawn: { drawn: DrawnBox[]; problems: ImportProblem[] } = { drawn: [], problems: [] };

function placementsOf({ pictures, chosen, known }: Read): Placed[] {
  return pictures.flatMap(({ picture, names }) => {
    const wanted = names.filter(({ name }) => chosen.has(name));
    if (wanted.length === 0) return [];
    return matchNames(wanted, known.facesOf(picture)).map((placement) => ({ ...placement, picture }));
  });
}

function mentionsIn({ pictures }: Gathered): Map<string, Mention> {
  const mentions = new Map<string, Mention>();
  for (const { picture, names } of pictures) {
    for (const { name, kind } of names) {
      const mention = mentions.get(name) ?? { kinds: new Set(), pictures: new Set() };
      mention.kinds.add(kind);
      mention.pictures.add(picture);
      mentions.set(name, mention);
    }
  }
  return mentions;
}

function isSomebody(name: string, kinds: ReadonlySet<ImportedKind>, characters: ReadonlySet<string | null>): boolean {
  return [...kinds].some((kind) => meansSomebody(kind, name)) || characters.has(name);
}

function byImportance(a: ImportedCharacter, b: ImportedCharacter): number {
  return (
    Number(b.chosen) - Number(a.chosen) ||
    b.faces + b.boxes - (a.faces + a.boxes) ||
    b.pictures - a.pictures ||
    (a.name < b.name ? -1 : 1)
  );
}
