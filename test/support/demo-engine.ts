import type { EngineApi, EngineEvents } from '../../electron/contract/engine-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type {
  Band,
  Character,
  CharacterId,
  Edited,
  EditSummary,
  Face,
  FaceId,
  Folder,
  FolderId,
  IndexingProgress,
  Match,
  PictureId,
  Sample,
  SampleId,
  SkippedFile,
  SkipReason,
} from '../../electron/contract/model.ts';
import { mix } from './demo-art.ts';
import {
  demoLibrary,
  faceOf,
  facesOfPicture,
  groupOf,
  pathOf,
  sizeOfPicture,
  type DemoLibrary,
} from './demo-library.ts';
import { DemoRenames } from './demo-renames.ts';

export const demoStates = [
  'empty',
  'indexing',
  'paused',
  'scanning',
  'groups',
  'no-faces',
  'failing',
  'no-models',
  'starting',
  'stopped',
] as const;
export type DemoState = (typeof demoStates)[number];

const names = [
  'Mika',
  'Captain Thorne',
  'ユキ',
  'Aoi',
  '白石 凛',
  'Old Man Gerwulf of the Northern Marches',
  'Ren',
  'Sylvia',
];
const reasons: readonly SkipReason[] = ['corrupt', 'not-a-picture', 'too-large', 'unreadable', 'empty'];

export const demoSample = { size: { width: 1600, height: 900 }, characters: [1, 4, 2] } as const;

interface DemoEdit {
  readonly groups: readonly number[];
  readonly summary: EditSummary;
  apply(): void;
  revert(): void;
}

/** An engine without pictures, in the page: every state of the interface can be looked at. */
export class DemoEngine extends DemoRenames implements Partial<EngineApi> {
  readonly library: DemoLibrary;
  readonly #state: DemoState;
  readonly #events: EngineEvents;
  readonly #names = new Map<number, string>();
  readonly #merged = new Map<number, number>();
  #undo: DemoEdit[] = [];
  #redo: DemoEdit[] = [];
  #folders: Folder[];
  #paused: boolean;
  #done: number;
  #skipped = 23;

  constructor(state: DemoState, faces: number, events: EngineEvents) {
    super();
    this.#state = state;
    this.#events = events;
    this.library = demoLibrary(faces);
    this.#paused = state === 'paused';
    this.#done =
      state === 'indexing' || state === 'paused' ? 0.3 : state === 'scanning' || state === 'no-faces' ? 0 : 1;
    if (this.#done > 0.2) names.forEach((name, at) => this.#names.set(at === 0 ? 0 : at * 2 - 1, name));
    this.#folders = state === 'empty' ? [] : this.#someFolders();
    if (state === 'indexing') setInterval(() => this.#advance(), 500);
  }

  #someFolders(): Folder[] {
    const pictures = Math.floor((this.library.pictures * this.#done) / 3);
    return [
      { id: 1 as FolderId, path: '/home/mika/art/heroines', state: 'watching', pictures },
      { id: 2 as FolderId, path: '/home/mika/art/events', state: 'degraded', pictures },
      { id: 3 as FolderId, path: 'D:\\projects\\Aster\\concept', state: 'offline', pictures },
    ];
  }

  #advance(): void {
    if (this.#paused || this.#done >= 1) return;
    this.#done = Math.min(1, this.#done + 0.01);
    this.#events.progress(this.#progress());
    this.#events.changed(['pictures', 'characters']);
  }

  #progress(): IndexingProgress {
    const total = this.library.pictures;
    const done = Math.floor(total * this.#done);
    const scanning = this.#state === 'scanning';
    const phase = this.#paused
      ? 'paused'
      : scanning
        ? 'scanning'
        : this.#done < 1 && this.#folders.length > 0
          ? 'indexing'
          : 'idle';
    const idle = this.#state === 'empty' || this.#state === 'no-faces';
    return {
      phase: idle ? 'idle' : phase,
      done,
      total: scanning ? 412 : total,
      picturesPerSecond: phase === 'indexing' ? 18.4 : 0,
      secondsLeft: phase === 'indexing' ? (total - done) / 18.4 : null,
    };
  }

  async status(): ReturnType<EngineApi['status']> {
    const characters = this.#characters();
    return {
      library: '/home/mika/.local/share/dramatis',
      folders: this.#folders.length,
      pictures: Math.floor(this.library.pictures * this.#done),
      faces: Math.floor(this.library.faces * this.#done),
      characters: characters.length,
      ungrouped: Math.floor(this.library.ungrouped * this.#done),
      skipped: this.#state === 'empty' ? 0 : this.#skipped,
      progress: this.#progress(),
      processor: {
        provider: 'cpu',
        threads: 8,
        refused: [{ provider: 'cuda', reason: 'failed', detail: 'CUDA driver version is insufficient' }],
      },
      undo: this.#undo.at(-1)?.summary ?? null,
      redo: this.#redo.at(-1)?.summary ?? null,
      problem:
        this.#state === 'no-models'
          ? { code: 'model-invalid', subject: 'detector.onnx is missing', message: '' }
          : null,
    };
  }

  async listFolders(): Promise<Folder[]> {
    return this.#folders;
  }

  async addFolder(path: string): Promise<Folder> {
    if (path.includes('missing')) throw new AppError('folder-not-found', path);
    const folder: Folder = { id: (this.#folders.length + 10) as FolderId, path, state: 'watching', pictures: 0 };
    this.#folders = [...this.#folders, folder];
    this.#events.changed(['folders', 'characters']);
    return folder;
  }

  async removeFolder(id: FolderId): Promise<void> {
    this.#folders = this.#folders.filter((folder) => folder.id !== id);
  }

  async pauseIndexing(): Promise<void> {
    this.#paused = true;
    this.#events.progress(this.#progress());
  }

  async cancelIndexing(): Promise<void> {
    this.#done = 1;
    this.#events.progress(this.#progress());
  }

  async resumeIndexing(): Promise<void> {
    this.#paused = false;
    this.#events.progress(this.#progress());
  }

  async listSkipped(): Promise<SkippedFile[]> {
    return Array.from({ length: this.#skipped }, (_, at) => ({
      path: pathOf(at * 7).replace('.png', at % 3 === 0 ? '_final_FINAL_v2_do-not-delete.png' : '.png'),
      reason: reasons[at % reasons.length] ?? 'corrupt',
      detail: at % 2 === 0 ? 'libspng: chunk IDAT ended early at byte 18,221' : '',
    }));
  }

  async retrySkipped(): Promise<void> {
    this.#skipped = 4;
    this.#events.changed(['skipped']);
  }

  #facesOfGroup(group: number): number[] {
    const { starts } = this.library;
    const own = [group, ...[...this.#merged].filter(([, into]) => into === group).map(([from]) => from)];
    return own.flatMap((at) => {
      const start = starts[at] ?? 0;
      const count = Math.ceil(((starts[at + 1] ?? 0) - start) * this.#done);
      return Array.from({ length: count }, (_, face) => start + face);
    });
  }

  #character(group: number): Character {
    const faces = this.#facesOfGroup(group);
    const name = this.#names.get(group) ?? null;
    return {
      id: (group + 1) as CharacterId,
      name,
      confirmed: name !== null,
      hidden: false,
      colour: null,
      cover: null,
      suggestions: 0,
      faces: faces.length,
      pictures: Math.ceil(faces.length * 0.9),
      covers: faces.slice(0, 4).map((face) => (face + 1) as FaceId),
    };
  }

  #characters(): Character[] {
    if (this.#folders.length === 0) return [];
    return this.library.starts
      .slice(0, -1)
      .map((_, group) => group)
      .filter((group) => !this.#merged.has(group))
      .map((group) => this.#character(group))
      .filter(({ faces }) => faces > 1 && this.#done > 0)
      .sort((a, b) => b.faces - a.faces);
  }

  async listCharacters(): Promise<Character[]> {
    if (this.#state === 'failing')
      throw new AppError('library-unreadable', 'SQLITE_CORRUPT: database disk image is malformed');
    return this.#characters();
  }

  async listFaces(character: CharacterId | null, page: { offset: number; limit: number }): Promise<Face[]> {
    const first = this.library.faces - this.library.ungrouped;
    const faces =
      character === null
        ? Array.from({ length: Math.floor(this.library.ungrouped * this.#done) }, (_, at) => first + at)
        : this.#facesOfGroup(character - 1);
    return faces.slice(page.offset, page.offset + page.limit).map((face) => this.#face(face));
  }

  #face(face: number): Face {
    const group = groupOf(this.library, face);
    const shown = group === null ? null : (this.#merged.get(group) ?? group);
    return faceOf(this.library, face, shown === null ? null : ((shown + 1) as CharacterId));
  }

  async getPicture(id: PictureId): ReturnType<EngineApi['getPicture']> {
    const faces = facesOfPicture(this.library, id - 1).map((face) => this.#face(face));
    return { id, size: sizeOfPicture(id - 1), paths: [pathOf(id - 1)], faces };
  }

  async nameCharacter(id: CharacterId, name: string | null): Promise<Edited> {
    const group = id - 1;
    const taken = [...this.#names].some(
      ([other, given]) => other !== group && given.toLowerCase() === name?.toLowerCase(),
    );
    if (taken) throw new AppError('name-taken', name ?? '');
    const before = this.#names.get(group);
    const give = (given: string | undefined): void => {
      if (given === undefined) this.#names.delete(group);
      else this.#names.set(group, given);
    };
    return this.#edit(
      { kind: 'name', name, count: 1 },
      [group],
      () => give(name ?? undefined),
      () => give(before),
    );
  }

  async mergeCharacters(into: CharacterId, from: readonly CharacterId[]): Promise<Edited> {
    const apply = (): void => from.forEach((id) => this.#merged.set(id - 1, into - 1));
    const revert = (): void => from.forEach((id) => this.#merged.delete(id - 1));
    return this.#edit(
      { kind: 'merge', name: this.#names.get(into - 1) ?? null, count: 2 },
      [into - 1, ...from.map((id) => id - 1)],
      apply,
      revert,
    );
  }

  #edit(summary: EditSummary, groups: readonly number[], apply: () => void, revert: () => void): Edited {
    apply();
    this.#undo = [...this.#undo, { summary, groups, apply, revert }];
    this.#redo = [];
    return this.#edited(summary, groups);
  }

  #edited(edit: EditSummary, groups: readonly number[]): Edited {
    this.#events.changed(['characters', 'history']);
    const [gone, there] = [true, false].map((merged) => groups.filter((group) => this.#merged.has(group) === merged));
    const changed = (there ?? []).map((group) => this.#character(group));
    return { edit, changed, gone: (gone ?? []).map((group) => (group + 1) as CharacterId) };
  }

  async undo(): Promise<Edited> {
    const edit = this.#undo.pop();
    if (!edit) throw new AppError('nothing-to-undo');
    edit.revert();
    this.#redo.push(edit);
    return this.#edited(edit.summary, edit.groups);
  }

  async redo(): Promise<Edited> {
    const edit = this.#redo.pop();
    if (!edit) throw new AppError('nothing-to-redo');
    edit.apply();
    this.#undo.push(edit);
    return this.#edited(edit.summary, edit.groups);
  }

  async openSample(source: Parameters<EngineApi['openSample']>[0]): Promise<Sample> {
    const name = 'path' in source ? source.path : source.name;
    if (name.includes('broken')) throw new AppError('picture-unreadable', name);
    const faces = [
      { box: [700, 230, 230, 230], score: 0.98, wholePicture: false },
      { box: [190, 260, 190, 190], score: 0.95, wholePicture: false },
      { box: [1240, 300, 170, 170], score: 0.91, wholePicture: false },
    ] as const;
    const whole = [{ box: [0, 0, 1600, 900], score: 0, wholePicture: true }] as const;
    return {
      id: (name.includes('whole') ? 2 : 1) as SampleId,
      name,
      size: demoSample.size,
      faces: name.includes('whole') ? whole : faces,
    };
  }

  async find(query: Parameters<EngineApi['find']>[0]): Promise<Match[]> {
    const group =
      'sample' in query
        ? (demoSample.characters[query.face] ?? 0)
        : (groupOf(this.library, query.libraryFace - 1) ?? 0);
    const same = this.#facesOfGroup(group).slice(0, 60);
    const maybe = this.#facesOfGroup(group + 3).slice(0, 14);
    const different = this.#facesOfGroup(group + 5).slice(0, 40);
    const band = (faces: readonly number[], name: Band, best: number, worst: number): Match[] =>
      faces.map((face, at) => this.#match(face, name, best - ((best - worst) * at) / faces.length));
    return [
      ...band(same, 'same', 0.96, 0.62),
      ...band(maybe, 'maybe', 0.61, 0.45),
      ...band(different, 'different', 0.44, 0.2),
    ];
  }

  #match(face: number, band: Band, similarity: number): Match {
    const { id, picture, path, pictureSize, box, character } = this.#face(face);
    const characterName = character === null ? null : (this.#names.get(character - 1) ?? null);
    return {
      face: id,
      picture,
      path,
      pictureSize,
      box,
      similarity: similarity - (mix(face, 2) % 5) / 10_000,
      band,
      character,
      characterName,
    };
  }

  async preview(): Promise<string> {
    throw new AppError('internal', 'the demo draws its previews in the page');
  }
}
