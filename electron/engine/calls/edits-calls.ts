import { editsSchemas, type Edited, type EditsApi } from '../../contract/api/edits-api.ts';
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
  return { ...plainEdits(parts), ...proposals(parts), ...boxEdits(parts), ...historyCalls(parts) };
}

/** Calls that answer at once. */
type Immediate<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Answer
    : never;
};
type PlainEdits = Pick<EditsApi, keyof EditsApi & keyof CharacterEdits>;

/** Each method of CharacterEdits is the call of the same name. */
function plainEdits({ stores, journal, edited }: EditsParts): PlainEdits {
  const edits: Immediate<PlainEdits> = new CharacterEdits({ ...stores, journal });
  const names = Object.keys(editsSchemas).filter((name): name is keyof PlainEdits => name in edits);
  const call = (name: keyof PlainEdits) => {
    const edit = edits[name].bind(edits) as (...given: readonly unknown[]) => Edited;
    return async (...given: readonly unknown[]) => edited(edit(...given));
  };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as PlainEdits;
}

/** What edits would do. */
function proposals({ stores, recognition }: EditsParts) {
  return {
    previewMerge: async (into, from, take = {}) => previewMerge(stores, likenessBy(recognition), { into, from, take }),
    proposeSplit: async (id, options) => proposeSplit(stores, (await recognition.ready()).grouping, id, options),
  } satisfies Partial<EditsApi>;
}

function boxEdits({ recognition, edited }: EditsParts) {
  const boxes = async () => (await recognition.ready()).manualBoxes;
  return {
    lookAt: async (picture, box) => (await boxes()).lookAt(picture, box),
    addFace: async (picture, box, to) => edited(await (await boxes()).add(picture, box, to)),
    addFigure: async (picture, box, to) => edited(await (await boxes()).addFigure(picture, box, to)),
    lookAgain: async (pictures) => (await recognition.ready()).lookingAgain.look(pictures),
    keepFound: async () => edited((await recognition.ready()).lookingAgain.keep()),
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
  const { grouping, calibration } = current;
  return {
    index: grouping.index,
    unlikeBelow: grouping.linkage,
    probability: (cosine) => calibration.probability(cosine),
  };
}
