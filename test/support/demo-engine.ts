import type {
  Destination,
  DrawnFace,
  Edited,
  EditSummary,
  HistoryEntry,
  MergePreview,
  SplitProposal,
} from '../../electron/contract/edits-api.ts';
import type { EngineApi, EngineEvents } from '../../electron/contract/engine-api.ts';
import type {
  FaceListing,
  NamedCharacter,
  Character,
  Colour,
  Face,
  FoundFaces,
  LibraryFilter,
} from '../../electron/contract/faces-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { Box } from '../../electron/contract/geometry.ts';
import type { GroupingOptions, RegroupPreview } from '../../electron/contract/grouping-api.ts';
import type { CharacterId, FaceId, FolderId, PictureId, SampleId } from '../../electron/contract/ids.ts';
import type { Folder, IndexingProgress, SkippedFile, SkipReason } from '../../electron/contract/library-api.ts';
import type { Band, FindResult, Match, Sample } from '../../electron/contract/search-api.ts';
import { DemoJudge } from './demo-judge.ts';
import { mix } from './demo-art.ts';
import { boxedFace, checkBox, demoLookAlikes, drawnIn, nextDrawn } from './demo-boxes.ts';
import { DemoCuration, type Facts } from './demo-curation.ts';
import { demoFileTime, fitsDemo } from './demo-filter.ts';
import { demoLibrary, facesOfPicture, groupOf, pathOf, sizeOfPicture, type DemoLibrary } from './demo-library.ts';
import { demoRows } from './demo-rename-rows.ts';
import { DemoRenames, type DemoEnding } from './demo-renames.ts';
import { DemoSettings } from './demo-settings.ts';

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

/** An engine without pictures, in the page: every state of the interface can be looked at. */
export class DemoEngine extends DemoRenames implements EngineApi {
  readonly judge: DemoJudge;
  readonly library: DemoLibrary;
  readonly #state: DemoState;
  readonly #events: EngineEvents;
  readonly #curation: DemoCuration;
  readonly #settings = new DemoSettings((topics) => this.#events.changed(topics));
  readonly settings = this.#settings.settings;
  readonly changeSettings = this.#settings.changeSettings;
  readonly providers = this.#settings.providers;
  readonly listBackups = this.#settings.listBackups;
  readonly backUp = this.#settings.backUp;
  #folders: Folder[];
  #paused: boolean;
  #done: number;
  #skipped = 23;
  /** Lists of a group, whose members are another array after every edit: the engine's own come out of an index, too. */
  readonly #listed = new WeakMap<readonly number[], Map<string, readonly Face[]>>();

  constructor(state: DemoState, faces: number, events: EngineEvents, ending: DemoEnding = 'applied') {
    super(
      (request) => demoRows(this.library, (group) => this.#curation.facts.names.get(group), request),
      (topics) => events.changed(topics),
      ending,
    );
    this.#state = state;
    this.#events = events;
    this.library = demoLibrary(faces);
    this.#curation = new DemoCuration(this.library);
    this.judge = new DemoJudge({
      library: this.library,
      facts: () => this.#curation.facts,
      groups: () => this.#characters().map(({ id }) => id - 1),
      facesOf: (group) => this.#facesOfGroup(group),
      groupOf: (face) => this.#curation.groupOfFace(face),
      character: (group) => this.#character(group),
      face: (face) => this.#face(face),
      edit: (...edit) => this.#edit(...edit),
      move: (kind, faces, to) => this.#moveTo(kind, faces, to),
    });
    this.#paused = state === 'paused';
    this.#done =
      state === 'indexing' || state === 'paused' ? 0.3 : state === 'scanning' || state === 'no-faces' ? 0 : 1;
    if (this.#done > 0.2) this.#curation.start(new Map(names.map((name, at) => [at === 0 ? 0 : at * 2 - 1, name])));
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
      ungrouped: this.#facesOfGroup(null).length,
      skipped: this.#state === 'empty' ? 0 : this.#skipped,
      progress: this.#progress(),
      processor: {
        provider: 'cpu',
        threads: 8,
        refused: [{ provider: 'cuda', reason: 'failed', detail: 'CUDA driver version is insufficient' }],
      },
      undo: this.#curation.next('undo'),
      redo: this.#curation.next('redo'),
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

  #facesOfGroup(group: number | null): readonly number[] {
    const faces = this.#curation.members().get(group) ?? [];
    return this.#done < 1 ? faces.slice(0, Math.ceil(faces.length * this.#done)) : faces;
  }

  #character(group: number): Character {
    const faces = this.#facesOfGroup(group);
    const { names, hidden, colours, covers, made } = this.#curation.facts;
    const name = names.get(group) ?? null;
    const cover = covers.get(group) ?? null;
    const shown = cover === null ? faces : [cover, ...faces.filter((face) => face !== cover)];
    return {
      id: (group + 1) as CharacterId,
      name,
      confirmed: name !== null || made.includes(group),
      faces: faces.length,
      pictures: Math.ceil(faces.length * 0.9),
      covers: shown.slice(0, 4).map((face) => (face + 1) as FaceId),
      hidden: hidden.has(group),
      colour: colours.get(group) ?? null,
      cover: cover === null ? null : ((cover + 1) as FaceId),
      suggestions: faces.filter((face) => this.judge.isSuggested(face)).length,
    };
  }

  #characters(): Character[] {
    if (this.#folders.length === 0 || this.#done === 0) return [];
    const { made } = this.#curation.facts;
    return [...this.#curation.members().keys()]
      .filter((group) => group !== null)
      .map((group) => this.#character(group))
      .filter(({ id, faces }) => faces > (made.includes(id - 1) ? 0 : 1))
      .sort((a, b) => b.faces - a.faces);
  }

  async listCharacters(): Promise<Character[]> {
    if (this.#state === 'failing')
      throw new AppError('library-unreadable', 'SQLITE_CORRUPT: database disk image is malformed');
    return this.#characters();
  }

  async listFaces(
    character: CharacterId | null,
    { offset, limit }: { offset: number; limit: number },
    listing: FaceListing = {},
  ): Promise<Face[]> {
    const faces = this.#facesOfGroup(character === null ? null : character - 1);
    const { state, sort = 'similarity', filter = {} } = listing;
    if (!state && sort === 'similarity' && Object.keys(filter).length === 0)
      return faces.slice(offset, offset + limit).map((face) => this.#face(face));
    const known = this.#listed.get(faces) ?? new Map<string, readonly Face[]>();
    const asked = JSON.stringify(listing);
    const found = known.get(asked) ?? this.#list(faces, listing);
    this.#listed.set(faces, known.set(asked, found));
    return found.slice(offset, offset + limit);
  }

  #list(faces: readonly number[], { state, sort = 'similarity', filter = {} }: FaceListing): Face[] {
    const listed = faces.map((face) => this.#face(face)).filter((face) => state === undefined || face.state === state);
    const order = {
      similarity: (a: Face, b: Face) => (b.similarity ?? 0) - (a.similarity ?? 0),
      newest: (a: Face, b: Face) => demoFileTime(b) - demoFileTime(a),
      path: (a: Face, b: Face) => (a.path < b.path ? -1 : 1),
    };
    return listed.filter((face) => this.#fits(face, filter)).sort(order[sort]);
  }

  #fits(face: Face, filter: LibraryFilter): boolean {
    const name = face.character === null ? null : (this.#curation.facts.names.get(face.character - 1) ?? null);
    return fitsDemo(this.library, face, name, filter);
  }

  #found(filter: LibraryFilter): Face[] {
    const all = [...this.#curation.members().values()].flat().map((face) => this.#face(face));
    return all.filter((face) => this.#fits(face, filter)).sort((a, b) => demoFileTime(b) - demoFileTime(a));
  }

  async searchFaces(filter: LibraryFilter, page: { offset: number; limit: number }): Promise<FoundFaces> {
    const found = this.#found(filter);
    const pictures = new Set(found.map(({ picture }) => picture)).size;
    return { faces: found.slice(page.offset, page.offset + page.limit), total: found.length, pictures };
  }

  async filterCharacters(filter: LibraryFilter): Promise<CharacterId[]> {
    const fitting = new Set(this.#found(filter).map(({ character }) => character));
    return this.#characters().flatMap(({ id }) => (fitting.has(id) ? [id] : []));
  }

  #face(face: number): Face {
    const group = this.#curation.groupOfFace(face);
    const character = group === null ? null : ((group + 1) as CharacterId);
    return this.judge.judged(boxedFace(this.library, this.#curation.facts, face, character));
  }

  async getPicture(id: PictureId): ReturnType<EngineApi['getPicture']> {
    const { facts } = this.#curation;
    const found = facesOfPicture(this.library, id - 1).filter((face) => !facts.notFaces.has(face));
    const faces = [...found, ...drawnIn(facts, id)].map((face) => this.#face(face));
    return { id, size: sizeOfPicture(id - 1), paths: [pathOf(id - 1)], faces };
  }

  async nameCharacter(id: CharacterId, name: string | null): Promise<Edited> {
    const group = id - 1;
    const { names: before } = this.#curation.facts;
    const taken = [...before].some(([other, given]) => other !== group && given.toLowerCase() === name?.toLowerCase());
    if (taken) throw new AppError('name-taken', name ?? '');
    const after = new Map(before);
    if (name === null) after.delete(group);
    else after.set(group, name);
    return this.#edit('name', 1, [group], { names: after });
  }

  async completeNames(typed: string): Promise<NamedCharacter[]> {
    return this.#characters().flatMap(({ id, name, faces }) =>
      name?.toLowerCase().includes(typed.toLowerCase()) ? [{ id, name, faces }] : [],
    );
  }

  async characterNamed(name: string): Promise<Character | null> {
    return this.#characters().find((character) => character.name === name) ?? null;
  }

  acceptFaces = (...args: Parameters<EngineApi['acceptFaces']>) => this.judge.acceptFaces(...args);
  acceptAll = (character: CharacterId) => this.judge.acceptAll(character);
  reviewQueue = (limit: number) => this.judge.reviewQueue(limit);
  answerReview = (...args: Parameters<EngineApi['answerReview']>) => this.judge.answerReview(...args);
  assignFaces = (...args: Parameters<EngineApi['assignFaces']>) => this.judge.assignFaces(...args);
  planSamples = (folder: string) => this.judge.planSamples(folder);
  applySamples = (...args: Parameters<EngineApi['applySamples']>) => this.judge.applySamples(...args);
  accuracy = () => this.judge.accuracy();
  adaptThresholds = (adapt: boolean) => this.judge.adaptThresholds(adapt);
  suggestFaces = (...args: Parameters<EngineApi['suggestFaces']>) => this.judge.suggestFaces(...args);

  async previewMerge(into: CharacterId, from: readonly CharacterId[]): Promise<MergePreview> {
    const faces = from.flatMap((id) => this.#facesOfGroup(id - 1));
    return {
      faces: faces.length,
      name: this.#curation.facts.names.get(into - 1) ?? null,
      unlike: faces
        .filter((face) => mix(face, 31) % 20 === 0)
        .slice(0, 60)
        .map((face) => ({ face: this.#face(face), similarity: 0.3, probability: 0.1 })),
      refused: [],
    };
  }

  async mergeCharacters(
    into: CharacterId,
    from: readonly CharacterId[],
    { keepApart = [] }: { keepApart?: readonly FaceId[] } = {},
  ): Promise<Edited> {
    const { facts } = this.#curation;
    const groups = from.map((id) => id - 1);
    const name = facts.names.get(into - 1) ?? groups.map((group) => facts.names.get(group)).find((given) => given);
    const names = new Map([...facts.names].filter(([group]) => !groups.includes(group)));
    if (name !== undefined) names.set(into - 1, name);
    const home = new Map([...facts.home, ...keepApart.map((face) => [face - 1, null] as const)]);
    const count = groups.reduce((sum, group) => sum + this.#facesOfGroup(group).length, -keepApart.length);
    const merged = new Map([...facts.into, ...groups.map((group) => [group, into - 1] as const)]);
    return this.#edit('merge', count, [into - 1, ...groups], { into: merged, names, home });
  }

  async splitFaces(faces: readonly FaceId[]): Promise<Edited> {
    return this.#split('split', [faces]);
  }

  async splitCharacter(_id: CharacterId, parts: readonly (readonly FaceId[])[]): Promise<Edited> {
    return this.#split('split', parts);
  }

  #split(kind: 'split', parts: readonly (readonly FaceId[])[]): Edited {
    const { made, home } = this.#curation.facts;
    const first = this.library.starts.length + made.length;
    const fresh = parts.map((_, at) => first + at);
    const left = this.#groupsOf(parts.flat());
    const moved = parts.flatMap((faces, at) => faces.map((face) => [face - 1, first + at] as const));
    const change = { made: [...made, ...fresh], home: new Map([...home, ...moved]) };
    return this.#edit(kind, moved.length, [...fresh, ...left], change);
  }

  async moveFaces(faces: readonly FaceId[], to: Destination): Promise<Edited> {
    return this.#moveTo('move', faces, to);
  }

  #moveTo(kind: EditSummary['kind'], faces: readonly FaceId[], to: Destination): Edited {
    const { group, change } = this.#groupFor(to);
    return this.#move(kind, faces, group, change);
  }

  #groupFor(to: Destination): { group: number; change: Partial<Facts> } {
    if ('character' in to) return { group: to.character - 1, change: {} };
    const { made, names } = this.#curation.facts;
    const group = this.library.starts.length + made.length;
    const named = to.name === null ? names : new Map([...names, [group, to.name]]);
    return { group, change: { made: [...made, group], names: named } };
  }

  async rejectFaces(faces: readonly FaceId[]): Promise<Edited> {
    return this.#move('reject', faces, null);
  }

  #move(
    kind: EditSummary['kind'],
    faces: readonly FaceId[],
    to: number | null,
    more: Parameters<DemoCuration['edit']>[3] = {},
  ): Edited {
    const left = this.#groupsOf(faces);
    const home = new Map([...this.#curation.facts.home, ...faces.map((face) => [face - 1, to] as const)]);
    return this.#edit(kind, faces.length, [...(to === null ? [] : [to]), ...left], { home, ...more });
  }

  async markNotFace(faces: readonly FaceId[]): Promise<Edited> {
    const notFaces = new Set([...this.#curation.facts.notFaces, ...faces.map((face) => face - 1)]);
    return this.#edit('not-face', faces.length, this.#groupsOf(faces), { notFaces });
  }

  async unmarkNotFace(faces: readonly FaceId[]): Promise<Edited> {
    const gone = new Set(faces.map((face) => face - 1));
    const notFaces = new Set([...this.#curation.facts.notFaces].filter((face) => !gone.has(face)));
    return this.#edit('face-again', faces.length, this.#groupsOf(faces), { notFaces });
  }

  /** The demo takes the last third of any group for somebody else. */
  async proposeSplit(character: CharacterId): Promise<SplitProposal> {
    const faces = this.#facesOfGroup(character - 1).map((face) => this.#face(face));
    const border = Math.ceil((faces.length * 2) / 3);
    const parts = [faces.slice(0, border), faces.slice(border)].filter((part) => part.length > 0);
    return { parts: parts.map((part) => ({ faces: part.map(({ id }) => id), show: part.slice(0, 12) })) };
  }

  async listNotFaces(page: { offset: number; limit: number }): Promise<Face[]> {
    const faces = [...this.#curation.facts.notFaces].slice(page.offset, page.offset + page.limit);
    return faces.map((face) => this.#face(face));
  }

  async setHidden(ids: readonly CharacterId[], hide: boolean): Promise<Edited> {
    const hidden = new Set(this.#curation.facts.hidden);
    for (const id of ids) hidden[hide ? 'add' : 'delete'](id - 1);
    const groups = ids.map((id) => id - 1);
    return this.#edit(hide ? 'hide' : 'show', ids.length, groups, { hidden });
  }

  async setCover(id: CharacterId, face: FaceId | null): Promise<Edited> {
    const covers = new Map(this.#curation.facts.covers);
    if (face === null) covers.delete(id - 1);
    else covers.set(id - 1, face - 1);
    return this.#edit('cover', 1, [id - 1], { covers });
  }

  async setColour(ids: readonly CharacterId[], colour: Colour | null): Promise<Edited> {
    const colours = new Map(this.#curation.facts.colours);
    for (const id of ids) {
      if (colour === null) colours.delete(id - 1);
      else colours.set(id - 1, colour);
    }
    const groups = ids.map((id) => id - 1);
    return this.#edit('colour', ids.length, groups, { colours });
  }

  async lookAt(picture: PictureId, box: Box): ReturnType<EngineApi['lookAt']> {
    checkBox(picture, box);
    return demoLookAlikes(box, this.#characters());
  }

  async addFace(picture: PictureId, box: Box, to?: Destination): Promise<DrawnFace> {
    checkBox(picture, box);
    const { facts } = this.#curation;
    const face = nextDrawn(facts);
    const [drawn, home] = [new Map([...facts.drawn, [face, picture - 1]]), new Map([...facts.home, [face, null]])];
    return this.#setBox('add-face', face, box, to, { drawn, home });
  }

  async adjustFace(face: FaceId, box: Box, to?: Destination): Promise<DrawnFace> {
    checkBox(this.#face(face - 1).picture, box);
    return this.#setBox('adjust-face', face - 1, box, to);
  }

  async removeFace(face: FaceId): Promise<Edited> {
    const { drawn, boxes, notFaces } = this.#curation.facts;
    const left = new Map([...boxes].filter(([other]) => other !== face - 1));
    const change = drawn.has(face - 1) ? { boxes: left } : { notFaces: new Set([...notFaces, face - 1]) };
    return this.#edit('remove-face', 1, this.#groupsOf([face]), change);
  }

  #setBox(
    kind: 'add-face' | 'adjust-face',
    face: number,
    box: Box,
    to: Destination | undefined,
    more: Partial<Facts> = {},
  ): DrawnFace {
    const { facts } = this.#curation;
    const boxes = new Map([...facts.boxes, [face, box] as const]);
    const given = to && this.#groupFor(to);
    const moved = given && { ...given.change, home: new Map([...(more.home ?? facts.home), [face, given.group]]) };
    const groups = given ? [given.group] : this.#groupsOf([(face + 1) as FaceId]);
    const edited = this.#edit(kind, 1, groups, { boxes, ...more, ...moved });
    return { face: this.#face(face), edited };
  }

  groupingOptions = async (): Promise<GroupingOptions> => this.#curation.facts.grouping;

  /** In the demo the groups stay as they are; the further the slider, the more the preview tells. */
  async previewRegroup(options: GroupingOptions): Promise<RegroupPreview> {
    const groups = this.#characters().filter(({ confirmed }) => !confirmed);
    const some = groups.slice(0, Math.round(Math.abs(options.offset) * 200));
    const pairs = some.flatMap((one, at) => (at % 2 === 1 ? [[some[at - 1] ?? one, one] as const] : []));
    const merged = pairs.map(([one, other]) => ({
      characters: [one.id, other.id],
      faces: one.faces + other.faces,
      show: [one, other].flatMap(({ covers }) => covers[0] ?? []),
    }));
    const split = some.map(({ id, faces, covers }) => ({
      character: id,
      parts: [Math.ceil(faces * 0.7), Math.floor(faces * 0.3)],
      show: covers.slice(0, 2),
    }));
    const before = this.#characters().length;
    const moved = some.reduce((sum, { faces }) => sum + Math.floor(faces * 0.3), 0);
    return options.offset < 0
      ? { options, before, after: before - merged.length, moved, merged, split: [] }
      : { options, before, after: before + split.length, moved, merged: [], split };
  }

  async regroup(grouping: GroupingOptions): Promise<Edited> {
    return this.#edit('regroup', (await this.previewRegroup(grouping)).moved, [], { grouping });
  }

  async listHistory(page: { offset: number; limit: number }): Promise<HistoryEntry[]> {
    return this.#curation.history().slice(page.offset, page.offset + page.limit);
  }

  #groupsOf(faces: readonly FaceId[]): number[] {
    const groups = faces.map((face) => this.#curation.groupOfFace(face - 1));
    return [...new Set(groups)].filter((group) => group !== null);
  }

  #edit(
    kind: EditSummary['kind'],
    count: number,
    groups: readonly number[],
    change: Parameters<DemoCuration['edit']>[3],
  ): Edited {
    this.#curation.edit(kind, count, groups, change);
    this.#events.changed(['characters', 'history']);
    return this.#edited(this.#curation.next('undo'), groups);
  }

  #edited(edit: EditSummary | null, groups: readonly number[]): Edited {
    const members = this.#curation.members();
    const gone = groups.filter((group) => !members.has(group)).map((group) => (group + 1) as CharacterId);
    const changed = groups.filter((group) => members.has(group)).map((group) => this.#character(group));
    return { edit: edit ?? { kind: 'name', name: null, count: 0 }, changed, gone };
  }

  async undo(): Promise<Edited> {
    return this.#step('undo');
  }

  async redo(): Promise<Edited> {
    return this.#step('redo');
  }

  #step(direction: 'undo' | 'redo'): Edited {
    const edit = this.#curation.next(direction);
    const groups = this.#curation.step(direction);
    this.#events.changed(['characters', 'history']);
    return this.#edited(edit, groups);
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

  async find([query]: Parameters<EngineApi['find']>[0]): Promise<FindResult> {
    const group =
      query === undefined || 'sample' in query
        ? (demoSample.characters[query?.face ?? 0] ?? 0)
        : (groupOf(this.library, query.libraryFace - 1) ?? 0);
    const same = this.#facesOfGroup(group).slice(0, 60);
    const maybe = this.#facesOfGroup(group + 3).slice(0, 14);
    const different = this.#facesOfGroup(group + 5).slice(0, 40);
    const band = (faces: readonly number[], name: Band, best: number, worst: number): Match[] =>
      faces.map((face, at) => this.#match(face, name, best - ((best - worst) * at) / faces.length));
    const matches = [
      ...band(same, 'same', 0.96, 0.62),
      ...band(maybe, 'maybe', 0.61, 0.45),
      ...band(different, 'different', 0.44, 0.2),
    ];
    return { matches, thresholds: { same: 0.62, maybe: 0.45 }, border: [] };
  }

  #match(face: number, band: Band, similarity: number): Match {
    const { id, picture, path, pictureSize, box, character } = this.#face(face);
    const characterName = character === null ? null : (this.#curation.facts.names.get(character - 1) ?? null);
    return {
      face: id,
      picture,
      path,
      pictureSize,
      box,
      similarity: similarity - (mix(face, 2) % 5) / 10_000,
      version: 1,
      band,
      probability: Math.min(0.99, Math.max(0.01, 1 / (1 + Math.exp(-14 * (similarity - 0.53))))),
      character,
      characterName,
    };
  }

  async preview(): Promise<string> {
    throw new AppError('internal', 'the demo draws its previews in the page');
  }
}
