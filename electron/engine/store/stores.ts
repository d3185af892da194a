import { AssetStore } from './assets.ts';
import { BoxStore } from './boxes.ts';
import { CharacterStore } from './characters.ts';
import type { Db } from './database.ts';
import { FaceSearch } from './face-search.ts';
import { FaceStore } from './faces.ts';
import { FactStore } from './facts.ts';
import { HistoryStore } from './history.ts';
import { Recorder } from './recorder.ts';
import { SettingStore } from './settings.ts';

/** The tables of one library. */
export interface Stores {
  readonly db: Db;
  readonly assets: AssetStore;
  readonly faces: FaceStore;
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly boxes: BoxStore;
  readonly search: FaceSearch;
  readonly settings: SettingStore;
  readonly history: HistoryStore;
  readonly recorder: Recorder;
}

/** Prepares the statements of all tables of an open library. */
export function openStores(db: Db): Stores {
  return {
    db,
    assets: new AssetStore(db),
    faces: new FaceStore(db),
    characters: new CharacterStore(db),
    facts: new FactStore(db),
    boxes: new BoxStore(db),
    search: new FaceSearch(db),
    settings: new SettingStore(db),
    history: new HistoryStore(db),
    recorder: new Recorder(db),
  };
}
