import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupingOptions } from '../../electron/contract/api/grouping-api.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import { Grouping, type GroupingModel } from '../../electron/engine/grouping/grouping.ts';
import { CharacterStore } from '../../electron/engine/store/characters.ts';
import { openDatabase } from '../../electron/engine/store/database.ts';
import { DecidedFaces } from '../../electron/engine/store/decided-faces.ts';
import { FactStore } from '../../electron/engine/store/facts.ts';
import { FoundFaceStore } from '../../electron/engine/store/faces/found-faces.ts';
import { GroupedFaceStore } from '../../electron/engine/store/faces/grouped-faces.ts';
import { SettingStore } from '../../electron/engine/store/settings.ts';

/** A library of vectors without pictures: what grouping sees of one. */
export interface VectorLibrary extends AsyncDisposable {
  readonly grouping: Grouping;
  readonly facts: FactStore;
  readonly characters: CharacterStore;
  /** Stores a picture with faces, and hands it to grouping. */
  add(...vectors: readonly Float32Array[]): FaceId[];
  /** Where each face is; null: nowhere. */
  groups(): Map<FaceId, number | null>;
  /** How like each face is to its group, as it is stored; null: it is in none. */
  similarities(): Map<FaceId, number | null>;
  /** Grouping as a later start of the app has it, by a model of the same vectors. The caller closes it. */
  openAgain(model: Omit<GroupingModel, 'version'>): Grouping;
}

const version = 'vectors';

interface VectorLibraryOptions extends Omit<GroupingModel, 'version'> {
  readonly grouped?: GroupingOptions;
}

export function openVectorLibrary({ grouped, ...model }: VectorLibraryOptions): VectorLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-vectors-'));
  const database = openDatabase(folder);
  const { db } = database;
  const stores = {
    foundFaces: new FoundFaceStore(db),
    groupedFaces: new GroupedFaceStore(db),
    characters: new CharacterStore(db),
    facts: new FactStore(db),
    decidedFaces: new DecidedFaces(db),
    settings: new SettingStore(db),
  };
  if (grouped) stores.settings.setGrouping(grouped);
  const grouping = new Grouping(db, stores, { ...model, version });
  const insert = db.prepare<[Buffer]>('INSERT INTO picture (hash, files) VALUES (?, 1)');
  let pictures = 0;
  return {
    grouping,
    facts: stores.facts,
    characters: stores.characters,
    add(...vectors) {
      pictures += 1;
      const picture = Number(insert.run(Buffer.from(`picture ${pictures}`)).lastInsertRowid) as PictureId;
      const found = vectors.map((vector, k) => ({ box: [k * 50, 0, 40, 40] as const, score: 0.9, vector }));
      const size = { width: 1_000, height: 1_000, isPreview: false, likeness: null, version };
      const { faces } = stores.foundFaces.storePicture(
        picture,
        size,
        found,
        vectors.map(() => null),
      );
      grouping.addPicture(picture);
      return faces;
    },
    groups: () => new Map(stores.groupedFaces.memberships().map(({ id, character }) => [id, character])),
    similarities: () => new Map(stores.groupedFaces.memberships().map(({ id, similarity }) => [id, similarity])),
    openAgain: (later) => new Grouping(db, stores, { ...later, version }),
    async [Symbol.asyncDispose]() {
      await grouping[Symbol.asyncDispose]();
      database[Symbol.dispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
