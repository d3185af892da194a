import type { ServedApi } from '../../electron/contract/api/engine-api.ts';
import type { Topic } from '../../electron/contract/api/library-api.ts';
import type { FilesOf } from '../../electron/contract/shell/shell-api.ts';
import { CatalogueState } from '../catalogue/catalogue.svelte.ts';
import { OutfitQuestions } from '../catalogue/outfit-question.svelte.ts';
import { CharacterList } from '../characters/character-list.svelte.ts';
import { Drag, type Cargo } from '../drag/drag.svelte.ts';
import { Drops } from '../drag/drops.ts';
import { Duplicates } from '../duplicates/duplicates.svelte.ts';
import { AskedEdits } from '../edits/asked-edits.ts';
import { Edits } from '../edits/edits.svelte.ts';
import { Questions } from '../edits/questions.svelte.ts';
import { linkEngine } from '../bridge/engine.ts';
import { Exporting } from '../export/exporting.svelte.ts';
import { Files } from '../files/files.svelte.ts';
import { Finder } from '../find/finder.svelte.ts';
import { SampleOpener } from '../find/sample-opener.ts';
import { FolderTree } from '../folders/folder-tree.svelte.ts';
import { Folders } from '../folders/folders.svelte.ts';
import { GridPlace } from '../grid/grid.svelte.ts';
import type { Host } from '../bridge/host.ts';
import { Importing } from '../import/importing.svelte.ts';
import { Images } from '../images/images.ts';
import { Taking } from '../intake/taking.ts';
import { Library } from '../library/library.svelte.ts';
import { Navigation } from '../navigation/navigation.svelte.ts';
import type { Opener } from '../navigation/opener.ts';
import { OverviewState } from '../overview/overview.svelte.ts';
import { Comparing } from '../preview/comparing.svelte.ts';
import { Hover } from '../preview/hover.svelte.ts';
import { PreviewState } from '../preview/preview.svelte.ts';
import { knownNames } from '../query/known-names.ts';
import { Renaming } from '../rename/state/renaming.svelte.ts';
import { storedMark } from '../rename/state/told-mark.ts';
import { rescueOf, type Rescue } from '../rescue/rescue.svelte.ts';
import type { Reviews } from '../review/context.ts';
import { reviewsOf } from '../review/reviews.ts';
import { SampleSorting } from '../sorting/sample-sorting.svelte.ts';
import { FaceSearch } from '../search/face-search.svelte.ts';
import { EngineSettingsState } from '../settings/engine-settings.svelte.ts';
import { StudioState } from '../studio/studio-state.svelte.ts';
import { SettingsState } from '../settings/settings.svelte.ts';
import { Toasts } from '../toasts/toasts.svelte.ts';
import { Indexing } from './indexing.ts';
import { runMenuCommand } from './menu-commands.ts';
import { openerOf } from './opener.ts';

/** Puts the features together and passes on what the engine announces. */
export class AppState {
  readonly engine: ServedApi;
  readonly settings: SettingsState;
  readonly toasts: Toasts;
  readonly navigation = new Navigation();
  readonly hover = new Hover();
  readonly comparing: Comparing;
  readonly groupsPlace = new GridPlace();
  readonly library: Library;
  readonly indexing: Indexing;
  readonly rescue: Rescue;
  readonly folders: Folders;
  readonly tree: FolderTree;
  readonly files: Files;
  readonly images: Images;
  readonly characters: CharacterList;
  readonly edits: Edits;
  readonly questions: Questions;
  readonly askedEdits: AskedEdits;
  readonly drag: Drag;
  readonly preview: PreviewState;
  readonly catalogue: CatalogueState;
  readonly dressing: OutfitQuestions;
  readonly search: FaceSearch;
  readonly finder: Finder;
  readonly sampleOpener: SampleOpener;
  readonly reviews: Reviews;
  readonly sorting: SampleSorting;
  readonly taking: Taking;
  readonly renaming: Renaming;
  readonly exporting: Exporting;
  readonly importing: Importing;
  readonly duplicates: Duplicates;
  readonly overview: OverviewState;
  readonly engineSettings: EngineSettingsState;
  readonly studio: StudioState;
  readonly opener: Opener;

  constructor(host: Host, page: Window) {
    const { shell, bridge } = host;
    this.engine = this.#link(page);
    const { engine, navigation, hover } = this;
    this.comparing = new Comparing(engine);
    this.settings = new SettingsState(shell, page.navigator.languages);
    const { t } = this.settings;
    const below = (): string | null => navigation.folder;
    const toasts = (this.toasts = new Toasts(t));
    const library = (this.library = new Library(engine, (list) => this.characters.take(list), below));
    this.rescue = rescueOf(engine, toasts, t);
    this.indexing = new Indexing(engine, library, toasts, t);
    const folders = (this.folders = new Folders({ engine, shell, library, navigation, toasts, t }));
    this.tree = new FolderTree(engine, library);
    this.files = new Files(shell, toasts, t);
    void this.files.loadPrograms();
    this.images = new Images(host);
    const characters = (this.characters = new CharacterList(
      engine,
      library.characters,
      () => this.settings.locale,
      below,
    ));
    const edits = (this.edits = new Edits(engine, characters, library, toasts, t));
    this.dressing = new OutfitQuestions(edits);
    this.questions = new Questions(engine);
    this.askedEdits = new AskedEdits(edits, this.questions, t);
    const drops = new Drops(edits, characters);
    this.drag = new Drag({
      elementAt: (x, y) => page.document.elementFromPoint(x, y),
      dropped: (cargo, target) => drops.drop(cargo, target),
      left: (cargo) => void toasts.attempt(() => shell.dragFiles(filesOf(cargo))),
    });
    const preview = (this.preview = new PreviewState(engine));
    const catalogue = (this.catalogue = new CatalogueState(engine));
    const names = () => knownNames(characters, catalogue, library, t);
    this.search = new FaceSearch({
      engine,
      names,
      folders: () => library.folders.value ?? [],
      collections: () => catalogue.collections.value ?? [],
      below,
    });
    const finder = (this.finder = new Finder(engine, names, below));
    const sampleOpener = new SampleOpener({ shell, finder, navigation, preview, hover, toasts });
    this.sampleOpener = sampleOpener;
    this.reviews = reviewsOf(engine, characters, below);
    const sorting = (this.sorting = new SampleSorting(engine, shell));
    const pathForFile = (file: File): string => bridge.pathForFile(file);
    this.taking = new Taking({ pathForFile, folders, finder, sampleOpener, sorting, navigation, toasts });
    this.renaming = new Renaming(engine, shell, storedMark(page.localStorage));
    this.exporting = new Exporting(engine, shell, () => this.settings.locale, below);
    this.importing = new Importing(engine, shell);
    this.duplicates = new Duplicates(engine, shell, below);
    this.overview = new OverviewState(engine, below);
    this.engineSettings = new EngineSettingsState(engine, shell);
    this.studio = new StudioState(engine, shell);
    this.opener = openerOf(this);
    bridge.onMenuCommand((command) => runMenuCommand(this, command));
    bridge.onOpenSample((path) => sampleOpener.open({ path }));
    bridge.onShowFolder((path) => {
      preview.close();
      folders.show(path);
    });
  }

  #link(page: Window): ServedApi {
    return linkEngine(page, {
      connected: () => this.#connected(),
      lost: () => this.library.lost(),
      // Asked for with everything else: shown by itself, it would be ahead of the counts.
      progress: () => this.library.refresh([]),
      changed: (topics) => this.#changed(topics),
    });
  }

  #connected(): void {
    this.rescue.connected();
    this.library.connected();
    this.renaming.connected();
    this.studio.connected();
    // What the engine takes long to count does not hold up what is seen first.
    void this.library.told.then(() => {
      this.tree.refresh();
      this.catalogue.connected();
    });
  }

  #changed(topics: readonly Topic[]): void {
    this.rescue.changed(topics);
    this.library.changed(topics);
    this.tree.changed(topics);
    this.catalogue.changed(topics);
    this.renaming.changed(topics);
    this.exporting.changed(topics);
    this.importing.changed(topics);
    this.duplicates.changed(topics);
    this.overview.changed(topics);
    this.engineSettings.changed(topics);
    this.studio.changed(topics);
  }
}

function filesOf(cargo: Cargo): FilesOf {
  return cargo.kind === 'groups' ? { characters: cargo.groups } : { pictures: cargo.pictures };
}
