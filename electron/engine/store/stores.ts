import { BoxStore } from './faces/boxes.ts';
import { openCatalogue, type Catalogue } from './catalogue/catalogue.ts';
import { ChangeStore } from './lists/changes.ts';
import { CharacterStore } from './characters.ts';
import { CountStore } from './counts.ts';
import type { Db } from './database.ts';
import { FaceSearch } from './faces/face-search.ts';
import { FacelessStore } from './faces/faceless.ts';
import { FaceStore } from './faces/faces.ts';
import { DecidedFaces } from './decided-faces.ts';
import { FactStore } from './facts.ts';
import { FileStore } from './files.ts';
import { ContentsStore } from './contents.ts';
import { FolderStore } from './folders.ts';
import { FoundFaceStore } from './faces/found-faces.ts';
import { GroupedFaceStore } from './faces/grouped-faces.ts';
import { MappedFaceStore } from './faces/mapped-faces.ts';
import { KnownFiles } from './lists/known-files.ts';
import { HistoryStore } from './history.ts';
import { LookStore } from './pictures/looks.ts';
import { LensStore } from './lens.ts';
import { OddPathStore } from './odd-paths.ts';
import { PictureListStore } from './pictures/picture-list.ts';
import { PictureStore } from './pictures/pictures.ts';
import { Recorder } from './recorder.ts';
import { StackStore } from './pictures/stacked.ts';
import { WholeList } from './lists/whole-list.ts';
import { SettingStore } from './settings.ts';
import { WorkStore } from './work.ts';

/** The tables of one library. */
export interface Stores {
  readonly db: Db;
  readonly folders: FolderStore;
  readonly changes: ChangeStore;
  readonly contents: ContentsStore;
  readonly files: FileStore;
  readonly knownFiles: KnownFiles;
  readonly whole: WholeList;
  readonly oddPaths: OddPathStore;
  readonly work: WorkStore;
  readonly pictures: PictureStore;
  readonly looks: LookStore;
  readonly stacks: StackStore;
  readonly pictureList: PictureListStore;
  readonly faceless: FacelessStore;
  readonly counts: CountStore;
  readonly faces: FaceStore;
  readonly foundFaces: FoundFaceStore;
  readonly groupedFaces: GroupedFaceStore;
  readonly mappedFaces: MappedFaceStore;
  readonly lens: LensStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly decidedFaces: DecidedFaces;
  readonly catalogue: Catalogue;
  readonly boxes: BoxStore;
  readonly search: FaceSearch;
  readonly settings: SettingStore;
  readonly history: HistoryStore;
  readonly recorder: Recorder;
}

/** Prepares the statements of all tables of an open library. */
export function openStores(db: Db): Stores {
  const changes = new ChangeStore(db);
  const ofFiles = new ChangeStore(db, 'files');
  const whole = new WholeList(db, ofFiles);
  return {
    db,
    folders: new FolderStore(db),
    changes,
    contents: new ContentsStore(db),
    files: new FileStore(db),
    knownFiles: new KnownFiles(db, ofFiles),
    whole,
    oddPaths: new OddPathStore(db),
    work: new WorkStore(db),
    pictures: new PictureStore(db),
    looks: new LookStore(db),
    stacks: new StackStore(db),
    pictureList: new PictureListStore(db, changes, whole),
    faceless: new FacelessStore(db, changes),
    counts: new CountStore(db, changes),
    faces: new FaceStore(db),
    foundFaces: new FoundFaceStore(db),
    groupedFaces: new GroupedFaceStore(db),
    mappedFaces: new MappedFaceStore(db),
    lens: new LensStore(db),
    characters: new CharacterStore(db),
    facts: new FactStore(db),
    decidedFaces: new DecidedFaces(db),
    catalogue: openCatalogue(db),
    boxes: new BoxStore(db),
    search: new FaceSearch(db, whole),
    settings: new SettingStore(db),
    history: new HistoryStore(db),
    recorder: new Recorder(db),
  };
}
