import { createContext } from 'svelte';
import type { EngineApi } from '../../electron/contract/engine-api.ts';
import type { SampleSource } from '../../electron/contract/search-api.ts';
import type { Character } from '../../electron/contract/faces-api.ts';
import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';
import type { Folder } from '../../electron/contract/library-api.ts';
import type { MenuCommand } from '../../electron/contract/shell/shell-api.ts';
import { linkEngine } from '../engine.ts';
import type { Host } from '../host.ts';
import { CharacterList } from '../characters/character-list.svelte.ts';
import { Drag, type Cargo, type DropTarget } from '../drag/drag.svelte.ts';
import { Edits } from '../edits/edits.svelte.ts';
import { EngineSettingsState } from '../settings/engine-settings.svelte.ts';
import { FaceSearch } from '../search/face-search.svelte.ts';
import { FaceVersions } from '../images/face-versions.ts';
import { Exporting } from '../export/exporting.svelte.ts';
import { Finder } from '../find/finder.svelte.ts';
import { GridPlace } from '../grid/grid.svelte.ts';
import { Hover } from '../preview/hover.svelte.ts';
import { intakeOf, type droppedItems } from '../intake/intake.ts';
import { Library } from '../library/library.svelte.ts';
import { Navigation } from '../navigation/navigation.svelte.ts';
import { Review } from '../review/review.svelte.ts';
import { PreviewState } from '../preview/preview.svelte.ts';
import { Questions } from '../edits/questions.svelte.ts';
import type { RenameForm } from '../rename/state/rename-form.svelte.ts';
import { Renaming } from '../rename/state/renaming.svelte.ts';
import { storedMark } from '../rename/state/told-mark.ts';
import { SampleSorting } from '../samples/sample-sorting.svelte.ts';
import { SettingsState } from '../settings/settings.svelte.ts';
import { SuggestedQuestions } from '../review/suggested-questions.ts';
import { Toasts } from '../toasts/toasts.svelte.ts';
import { isTyping } from '../commands/typing.ts';
import { describeError } from '../i18n/wording.ts';

export type DialogName = 'shortcuts' | 'settings' | 'regroup';

/** Puts the parts together and passes on what the engine announces. */
export class AppState {
  link = $state<'starting' | 'connected' | 'stopped'>('starting');
  dialog = $state<DialogName | null>(null);
  removing = $state.raw<Folder | null>(null);
  sidebarOpen = $state(false);
  /** Grows with every engine that connects: pictures that could not be loaded meanwhile are tried again. */
  connections = $state(0);
  /** Grows when faces may have changed: views that show faces ask again. */
  facesRevision = $state(0);
  /** Grows when there may be another edit to undo. */
  historyRevision = $state(0);

  readonly host: Host;
  readonly engine: EngineApi;
  readonly settings: SettingsState;
  readonly engineSettings: EngineSettingsState;
  readonly library: Library;
  readonly characters: CharacterList;
  readonly search: FaceSearch;
  readonly finder: Finder;
  readonly review: Review;
  /** The same for what waits in the artist's characters. */
  readonly suggested: Review;
  readonly sorting: SampleSorting;
  readonly preview: PreviewState;
  readonly edits: Edits;
  readonly renaming: Renaming;
  readonly exporting: Exporting;
  readonly versions = new FaceVersions();
  readonly groupsPlace = new GridPlace();
  readonly navigation = new Navigation();
  readonly hover = new Hover();
  readonly toasts = new Toasts();
  readonly drag: Drag;
  readonly questions: Questions;

  constructor(host: Host, page: Window) {
    this.host = host;
    this.engine = linkEngine(page, {
      connected: () => this.#connected(),
      lost: () => (this.link = 'stopped'),
      progress: (progress) => (this.library.progress = progress),
      changed: (topics) => {
        this.library.refresh(topics);
        this.renaming.changed(topics);
        this.exporting.changed(topics);
        this.engineSettings.changed(topics);
        if (topics.includes('history')) this.historyRevision += 1;
        if (topics.includes('characters') || topics.includes('pictures')) this.#facesChanged();
      },
    });
    this.settings = new SettingsState(host.shell, page.navigator.languages);
    this.engineSettings = new EngineSettingsState(this.engine);
    this.library = new Library(this.engine);
    this.characters = new CharacterList(this.engine, () => this.settings.locale);
    this.search = new FaceSearch(this.engine);
    this.finder = new Finder(this.engine);
    this.review = new Review(this.engine);
    const suggestions = new SuggestedQuestions(this.engine, () => this.characters.all);
    this.suggested = new Review({
      reviewQueue: (limit) => suggestions.reviewQueue(limit),
      answerReview: (...answer) => suggestions.answerReview(...answer),
      undo: () => this.engine.undo(),
    });
    this.sorting = new SampleSorting(this.engine);
    this.preview = new PreviewState(this.engine);
    this.edits = new Edits(this.engine, this.characters, this.library, this.toasts, this.settings.t);
    this.questions = new Questions(this.engine);
    this.exporting = new Exporting(this.engine, host.shell);
    this.renaming = new Renaming(this.engine, storedMark(page.localStorage));
    this.drag = new Drag({
      elementAt: (x, y) => page.document.elementFromPoint(x, y),
      dropped: (cargo, target) => this.#drop(cargo, target),
      left: (cargo) => void this.#dragOut(cargo),
    });
    host.bridge.onMenuCommand((command) => this.run(command));
  }

  #connected(): void {
    this.link = 'connected';
    this.connections += 1;
    this.library.refresh();
    this.renaming.connected();
    this.#facesChanged();
  }

  #facesChanged(): void {
    this.characters.resource.refresh();
    this.facesRevision += 1;
  }

  run(command: MenuCommand): void {
    const commands: Record<MenuCommand, () => unknown> = {
      'add-folder': () => this.pickFolder(),
      'find-by-sample': () => this.pickSample(),
      'rename-files': () => this.openRename(),
      export: () => this.openExport(),
      undo: () => this.#undoOrRedo('undo'),
      redo: () => this.#undoOrRedo('redo'),
      'show-shortcuts': () => (this.dialog = 'shortcuts'),
      'show-search': () => this.openSearch(),
      regroup: () => (this.dialog = 'regroup'),
      'show-settings': () => (this.dialog = 'settings'),
      'show-history': () => this.navigation.open({ view: 'history' }),
      'show-skipped': () => this.navigation.open({ view: 'skipped' }),
    };
    commands[command]();
  }

  /** In a field, undo is about what was typed: the field does that itself. */
  #undoOrRedo(direction: 'undo' | 'redo'): void {
    if (!isTyping(document.activeElement)) void this.edits[direction]();
  }

  /** Runs what the artist asked for; a failure is told, with what to do. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.show('error', describeError(this.settings.t, error));
    }
  }

  pickFolder(): Promise<void> {
    return this.attempt(async () => {
      const path = await this.host.shell.pickFolder();
      if (path !== null) await this.#addFolder(path);
    });
  }

  removeFolder(folder: Folder): Promise<void> {
    this.removing = null;
    return this.attempt(async () => {
      await this.engine.removeFolder(folder.id);
      this.library.refresh(['folders']);
    });
  }

  /** `add`: one more sample of the character that is searched for. */
  pickSample(how: 'new' | 'add' = 'new'): Promise<void> {
    return this.attempt(async () => {
      const path = await this.host.shell.pickPicture();
      if (path === null) return;
      if (how === 'add') await this.finder.addSample({ path });
      else this.findSample({ path });
    });
  }

  pickSamples(): Promise<void> {
    return this.attempt(async () => {
      const folder = await this.host.shell.pickFolder();
      if (folder !== null) await this.sorting.look(folder);
    });
  }

  applySamples(): Promise<unknown> {
    return this.edits.perform(() => this.sorting.apply());
  }

  findSample(source: SampleSource): void {
    this.#showFind();
    void this.finder.openSample(source);
  }

  findFace(face: FaceId, picture: PictureId): void {
    this.#showFind();
    void this.finder.openFace(face, picture);
  }

  /** `more`: a picture is one more sample of the character that is searched for. */
  take(items: ReturnType<typeof droppedItems>, more = false): Promise<void> {
    return this.attempt(async () => {
      const { folders, sample } = await intakeOf(items, (file) => this.host.bridge.pathForFile(file));
      const [first] = folders;
      if (this.navigation.current.view === 'samples' && first !== undefined) return this.sorting.look(first);
      for (const path of folders) await this.#addFolder(path);
      if (folders.length > 0 || !sample) return;
      if (more) await this.finder.addSample(sample);
      else this.findSample(sample);
    });
  }

  openGroup(character: CharacterId | null): void {
    this.hover.leave();
    this.navigation.open({ view: 'group', character });
  }

  openSearch(): void {
    this.hover.leave();
    this.search.called += 1;
    this.navigation.open({ view: 'search' });
  }

  /** `narrow`: tells the form which files are meant; without it, what was asked for last. */
  openRename(narrow?: (form: RenameForm) => void): void {
    this.hover.leave();
    this.preview.close();
    if (narrow) {
      narrow(this.renaming.form);
      this.renaming.run.dismiss();
    }
    this.renaming.tab = 'preview';
    this.navigation.open({ view: 'rename' });
  }

  /** `characters`: those that are offered instead of all. */
  openExport(characters: readonly CharacterId[] = []): void {
    this.hover.leave();
    this.preview.close();
    this.exporting.start(characters);
  }

  /** Asks into which one the groups are to be merged; a single one, with which other. */
  async askMerge(groups: readonly Character[]): Promise<boolean> {
    const [only] = groups;
    if (groups.length > 1 || !only) return (await this.edits.merge(groups)) !== null;
    const { t } = this.settings;
    const picked = await this.questions.pick(t('merge.pick', { name: only.name ?? t('group.unnamed') }), only.id);
    if (!picked) return false;
    if ('name' in picked) return (await this.edits.rename(only, picked.name)) !== null;
    return (await this.edits.merge([only, picked.character], picked.character.id)) !== null;
  }

  /** Asks whose faces they are. */
  async askWhereTo(faces: readonly FaceId[], from: CharacterId | null): Promise<boolean> {
    const picked = await this.questions.pick(this.settings.t('move.title', { count: faces.length }), from);
    return picked !== null && (await this.edits.move(faces, picked));
  }

  /** Shows how a group that holds several characters could be taken apart, and asks whether to. */
  async askSplitUp(group: Character): Promise<boolean> {
    const parts = await this.questions.splitUp(group);
    if (parts === null) return false;
    return (await this.edits.perform(() => this.engine.splitCharacter(group.id, parts))) !== null;
  }

  #drop(cargo: Cargo, target: DropTarget): void {
    if (cargo.kind === 'groups') this.#dropGroups(cargo.groups, target);
    else void this.#dropFaces(cargo.faces, cargo.from, target);
  }

  #dropGroups(ids: readonly CharacterId[], target: DropTarget): void {
    const groups = ids.flatMap((id) => this.characters.byId(id) ?? []);
    if (target.kind === 'hidden') void this.edits.hide(ids, true);
    const into = target.kind === 'group' ? this.characters.byId(target.id) : null;
    if (into) void this.edits.merge([...groups, into], into.id);
  }

  #dropFaces(faces: readonly FaceId[], from: CharacterId | null, target: DropTarget): Promise<boolean> {
    switch (target.kind) {
      case 'new-group':
        return this.edits.split(faces);
      case 'reject':
        return from === null ? Promise.resolve(false) : this.edits.reject(faces, from);
      case 'not-a-face':
        return this.edits.notAFace(faces);
      default: {
        const character = target.kind === 'group' ? this.characters.byId(target.id) : null;
        return character ? this.edits.move(faces, { character }) : Promise.resolve(false);
      }
    }
  }

  #dragOut(cargo: Cargo): Promise<void> {
    const files = cargo.kind === 'faces' ? { pictures: cargo.pictures } : { characters: cargo.groups };
    return this.attempt(() => this.host.shell.dragFiles(files));
  }

  /** Address of a face's picture, as its box is now. */
  faceUrl(kind: 'face' | 'portrait', face: FaceId): string {
    return this.host.previewUrl(kind, face, this.versions.of(face));
  }

  reveal(picture: PictureId): Promise<void> {
    return this.attempt(() => this.host.shell.revealPicture(picture));
  }

  copyPaths(paths: readonly string[]): Promise<void> {
    return this.attempt(async () => {
      await this.host.shell.copyText(paths.join('\n'));
      this.toasts.show('info', this.settings.t('toast.copied', { count: paths.length }));
    });
  }

  togglePause(): Promise<void> {
    const paused = this.library.progress?.phase === 'paused';
    return this.attempt(() => (paused ? this.engine.resumeIndexing() : this.engine.pauseIndexing()));
  }

  /** What is left is offered: it is not taken up by itself before the next start. */
  stopIndexing(): Promise<void> {
    const { done, total } = this.library.progress ?? { done: 0, total: 0 };
    return this.attempt(async () => {
      await this.engine.cancelIndexing();
      const { t } = this.settings;
      this.toasts.show('info', t('progress.stopped', { count: total - done }), {
        label: t('command.resume'),
        run: () => void this.attempt(() => this.engine.resumeIndexing()),
      });
    });
  }

  async #addFolder(path: string): Promise<void> {
    await this.engine.addFolder(path);
    this.library.refresh(['folders']);
  }

  #showFind(): void {
    this.hover.leave();
    this.preview.close();
    this.navigation.open({ view: 'find' });
  }
}

export const [getApp, setApp] = createContext<AppState>();
