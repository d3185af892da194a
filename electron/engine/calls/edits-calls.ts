import type { EditsApi } from '../../contract/edits-api.ts';
import { CharacterEdits } from '../edits/edits.ts';
import type { Journal } from '../edits/journal.ts';
import { previewMerge, type Likeness } from '../edits/merge-preview.ts';
import { proposeSplit } from '../edits/split-proposal.ts';
import type { Stores } from '../store/stores.ts';
import type { AfterEdit, RecognitionAccess } from './recognition-access.ts';

interface EditsParts {
  readonly stores: Stores;
  readonly journal: Journal;
  readonly recognition: RecognitionAccess;
  readonly edited: AfterEdit;
}

/** What an artist does to groups and faces. */
export function editsCalls(parts: EditsParts): EditsApi {
  return { ...groupEdits(parts), ...faceEdits(parts), ...boxEdits(parts), ...historyCalls(parts) };
}

function groupEdits({ stores, journal, recognition, edited }: EditsParts) {
  const edits = new CharacterEdits({ ...stores, journal });
  return {
    nameCharacter: async (id, name) => edited(edits.name(id, name)),
    previewMerge: async (into, from) => previewMerge(stores, likenessBy(recognition), { into, from }),
    mergeCharacters: async (into, from, options) => edited(edits.merge(into, from, options?.keepApart)),
    splitFaces: async (faces) => edited(edits.split([faces])),
    splitCharacter: async (partsOfIt) => edited(edits.split(partsOfIt)),
    proposeSplit: async (id) => proposeSplit(stores, (await recognition.ready()).grouping.index, id),
    setHidden: async (ids, hidden) => edited(edits.setHidden(ids, hidden)),
    setCover: async (id, face) => edited(edits.setCover(id, face)),
    setColour: async (ids, colour) => edited(edits.setColour(ids, colour)),
  } satisfies Partial<EditsApi>;
}

function faceEdits({ stores, journal, edited }: EditsParts) {
  const edits = new CharacterEdits({ ...stores, journal });
  return {
    moveFaces: async (faces, to) => edited(edits.move(faces, to)),
    rejectFaces: async (faces, character) => edited(edits.reject(faces, character)),
    acceptFaces: async (faces, character) => edited(edits.accept(faces, character)),
    acceptAll: async (character) => edited(edits.acceptAll(character)),
    markNotFace: async (faces) => edited(edits.notFace(faces)),
    unmarkNotFace: async (faces) => edited(edits.faceAgain(faces)),
    assignFaces: async (faces, to) => edited(edits.assign(faces, to)),
    suggestFaces: async (faces, to) => edited(edits.suggest(faces, to)),
  } satisfies Partial<EditsApi>;
}

function boxEdits({ recognition, edited }: EditsParts) {
  const boxes = async () => (await recognition.ready()).manualBoxes;
  return {
    lookAt: async (picture, box) => (await boxes()).lookAt(picture, box),
    addFace: async (picture, box, to) => edited(await (await boxes()).add(picture, box, to)),
    adjustFace: async (face, box, to) => edited(await (await boxes()).adjust(face, box, to)),
    removeFace: async (face) => edited((await boxes()).remove(face)),
  } satisfies Partial<EditsApi>;
}

function historyCalls({ stores, journal, edited }: EditsParts) {
  return {
    undo: async () => edited(journal.undo()),
    redo: async () => edited(journal.redo()),
    listHistory: async (page) => stores.history.list(page),
  } satisfies Partial<EditsApi>;
}

/** How alike faces are; null while no models are loaded. */
function likenessBy({ current }: RecognitionAccess): Likeness | null {
  if (!current) return null;
  const { models, grouping, calibration } = current;
  return {
    index: grouping.index,
    unlikeBelow: models.manifest.embedder.thresholds.group,
    probability: (cosine) => calibration.probability(cosine),
  };
}
