import type { Edited, EditsApi } from '../../electron/contract/api/edits-api.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';
import type { MessageKey } from '../../electron/contract/languages.ts';
import { menuKeys } from '../../electron/contract/shell/menu-keys.ts';

export type CommandSection =
  | 'everywhere'
  | 'grid'
  | 'groups'
  | 'faces'
  | 'suggestions'
  | 'pictures'
  | 'folders'
  | 'map'
  | 'find'
  | 'review'
  | 'rename'
  | 'split'
  | 'inPreview'
  | 'box';

/** The parts of the menu of group cards, in its order. */
export const cardMenuParts = ['look', 'change', 'files'] as const;

/** The parts of the menu of faces, in its order. */
export const faceMenuParts = ['answer', 'look', 'change', 'files'] as const;

export interface Command {
  readonly label: MessageKey;
  /** Each entry does it: `Mod` is Ctrl, or ⌘ on a Mac; `Plus` and `Minus` stand for the characters. */
  readonly keys: readonly string[];
  readonly section: CommandSection;
  /** The part of the menu of group cards that offers it, in the order of this table. */
  readonly cardMenu?: (typeof cardMenuParts)[number];
  /** The tools for chosen cards offer it too. */
  readonly cardTool?: true;
  /** The part of the menu of faces that offers it, in the order of this table. */
  readonly faceMenu?: (typeof faceMenuParts)[number];
  /** The tools for chosen faces offer it too. */
  readonly faceTool?: true;
  /** The edit that it is, where nothing but the groups that are meant has to be known. */
  readonly editGroups?: (engine: EditsApi, groups: readonly CharacterId[]) => Promise<Edited>;
  /** The same for faces. */
  readonly editFaces?: (engine: EditsApi, faces: readonly FaceId[]) => Promise<Edited>;
}

const table = {
  addFolder: { label: 'command.addFolder', keys: [menuKeys['add-folder']], section: 'everywhere' },
  pickSample: { label: 'shortcuts.sample', keys: [menuKeys['find-by-sample']], section: 'everywhere' },
  pasteSample: { label: 'shortcuts.paste', keys: ['Mod+V'], section: 'everywhere' },
  rename: { label: 'rename.title', keys: [menuKeys['rename-files']], section: 'everywhere' },
  import: { label: 'import.title', keys: [menuKeys.import], section: 'everywhere' },
  export: { label: 'export.title', keys: [menuKeys.export], section: 'everywhere' },
  search: { label: 'search.title', keys: [menuKeys['show-search']], section: 'everywhere' },
  filter: { label: 'shortcuts.filter', keys: ['/'], section: 'everywhere' },
  undo: { label: 'command.undo', keys: [menuKeys.undo], section: 'everywhere' },
  redo: { label: 'command.redo', keys: [menuKeys.redo, 'Mod+Y'], section: 'everywhere' },
  history: { label: 'history.title', keys: [menuKeys['show-history']], section: 'everywhere' },
  regroup: { label: 'command.regroup', keys: [menuKeys.regroup], section: 'everywhere' },
  largerTiles: { label: 'shortcuts.largerTiles', keys: ['Plus', '='], section: 'everywhere' },
  smallerTiles: { label: 'shortcuts.smallerTiles', keys: ['Minus'], section: 'everywhere' },
  back: { label: 'shortcuts.back', keys: ['Escape', 'Alt+ArrowLeft'], section: 'everywhere' },
  settings: { label: 'settings.title', keys: [menuKeys['show-settings']], section: 'everywhere' },
  shortcuts: { label: 'shortcuts.title', keys: ['?'], section: 'everywhere' },

  move: { label: 'shortcuts.move', keys: ['Arrows'], section: 'grid' },
  ends: { label: 'shortcuts.ends', keys: ['Ends'], section: 'grid' },
  extend: { label: 'shortcuts.extend', keys: ['Shift+Arrows'], section: 'grid' },
  toggle: { label: 'shortcuts.toggle', keys: ['Mod+Space'], section: 'grid' },
  selectAll: { label: 'command.selectAll', keys: ['Mod+A'], section: 'grid', cardMenu: 'files', faceMenu: 'files' },
  open: { label: 'command.open', keys: ['Enter'], section: 'grid', cardMenu: 'look' },
  preview: { label: 'command.preview', keys: ['Space'], section: 'grid', cardMenu: 'look', faceMenu: 'look' },
  find: { label: 'command.find', keys: ['F'], section: 'grid', cardMenu: 'look', faceMenu: 'look' },
  rate: {
    label: 'shortcuts.rate',
    keys: ['Alt+0', 'Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5'],
    section: 'grid',
  },
  name: { label: 'command.name', keys: ['F2'], section: 'grid', cardMenu: 'change' },
  reveal: { label: 'command.reveal', keys: ['R'], section: 'grid', faceMenu: 'files' },
  openIn: { label: 'command.openIn', keys: ['E'], section: 'grid' },
  copyPaths: {
    label: 'command.copyPath',
    keys: ['Mod+C'],
    section: 'grid',
    cardMenu: 'files',
    faceMenu: 'files',
    faceTool: true,
  },
  copyPicture: { label: 'command.copyPicture', keys: ['Mod+Shift+C'], section: 'grid', faceMenu: 'files' },
  renameFiles: {
    label: 'command.renameFiles',
    keys: ['Shift+R'],
    section: 'grid',
    cardMenu: 'files',
    cardTool: true,
    faceMenu: 'files',
    faceTool: true,
  },
  exportNames: {
    label: 'command.exportNames',
    keys: ['Shift+E'],
    section: 'groups',
    cardMenu: 'files',
    cardTool: true,
  },

  nobodyHere: { label: 'command.nobody', keys: ['N', 'Delete', 'Backspace'], section: 'pictures' },
  somebodyHere: { label: 'command.somebody', keys: ['B'], section: 'pictures' },
  lookAgain: { label: 'command.lookAgain', keys: ['A'], section: 'pictures' },
  compare: { label: 'compare.do', keys: ['C'], section: 'pictures' },
  stack: { label: 'command.stack', keys: ['T'], section: 'pictures' },
  stackCover: { label: 'command.stackCover', keys: ['Shift+T'], section: 'pictures' },

  folderOnly: { label: 'folder.only', keys: ['Enter', 'Space'], section: 'folders' },
  folderOpen: { label: 'shortcuts.folderOpen', keys: ['Sideways'], section: 'folders' },
  revealFolder: { label: 'folder.reveal', keys: ['R'], section: 'folders' },
  leaveFolderOut: { label: 'folder.leaveOut', keys: ['Delete', 'Backspace'], section: 'folders' },

  lasso: { label: 'map.lasso', keys: ['L'], section: 'map' },
  openNearest: { label: 'map.openNearest', keys: ['Enter'], section: 'map' },
  moveMap: { label: 'map.move', keys: ['Arrows'], section: 'map' },
  wholeMap: { label: 'map.whole', keys: ['0'], section: 'map' },

  // Groups and faces, in the order of both menus.
  merge: { label: 'command.merge', keys: ['M'], section: 'groups', cardMenu: 'change', cardTool: true },
  moveTo: { label: 'command.moveTo', keys: ['M'], section: 'faces', faceMenu: 'change', faceTool: true },
  split: {
    label: 'command.split',
    keys: ['S'],
    section: 'faces',
    faceMenu: 'change',
    faceTool: true,
    editFaces: (engine, faces) => engine.splitFaces(faces),
  },
  splitUp: { label: 'command.splitUp', keys: ['U'], section: 'groups', cardMenu: 'change', faceMenu: 'change' },
  hide: { label: 'command.hide', keys: ['H'], section: 'groups', cardMenu: 'change', cardTool: true },
  colour: { label: 'command.colour', keys: ['0', '1', '2', '3', '4', '5', '6'], section: 'groups' },
  reject: {
    label: 'command.reject',
    keys: ['Delete', 'Backspace'],
    section: 'faces',
    faceMenu: 'change',
    faceTool: true,
  },
  notAFace: {
    label: 'command.notAFace',
    keys: ['Shift+Delete', 'Shift+Backspace'],
    section: 'faces',
    cardMenu: 'change',
    cardTool: true,
    faceMenu: 'change',
    faceTool: true,
    editFaces: (engine, faces) => engine.markNotFace(faces),
  },
  outfit: { label: 'command.outfit', keys: ['O'], section: 'faces', faceMenu: 'change', faceTool: true },
  giveByKey: { label: 'shortcuts.giveByKey', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], section: 'faces' },
  cover: { label: 'command.cover', keys: ['C'], section: 'faces', faceMenu: 'change' },
  favourite: { label: 'command.favourite', keys: ['L'], section: 'grid', cardMenu: 'change', faceMenu: 'change' },

  faceAgain: { label: 'command.faceAgain', keys: ['B'], section: 'faces' },

  accept: { label: 'command.accept', keys: ['Enter'], section: 'suggestions', faceMenu: 'answer' },
  refuse: { label: 'command.refuse', keys: ['Delete', 'Backspace'], section: 'suggestions', faceMenu: 'answer' },

  nameSame: { label: 'command.nameSame', keys: ['N'], section: 'find' },
  reviewMaybe: { label: 'command.reviewMaybe', keys: ['V'], section: 'find' },
  addSample: { label: 'command.addFaceAsSample', keys: ['Shift+F'], section: 'find' },

  answerSame: { label: 'review.same', keys: ['Y', 'ArrowRight'], section: 'review' },
  answerDifferent: { label: 'review.different', keys: ['N', 'ArrowLeft'], section: 'review' },
  answerSkip: { label: 'review.skip', keys: ['S', 'ArrowDown'], section: 'review' },
  takeBack: { label: 'review.takeBack', keys: ['Z', 'Backspace', 'Mod+Z'], section: 'review' },
  wholePictures: { label: 'review.pictures', keys: ['Space'], section: 'review' },

  editName: { label: 'rename.editName', keys: ['Enter', 'F2'], section: 'rename' },
  leaveOut: { label: 'rename.leaveOut', keys: ['Delete', 'Backspace'], section: 'rename' },
  applyRename: { label: 'rename.apply', keys: ['Mod+Enter'], section: 'rename' },

  toPart: { label: 'shortcuts.toPart', keys: ['1–9'], section: 'split' },
  newPart: { label: 'split.newPart', keys: ['N'], section: 'split' },
  partBefore: { label: 'shortcuts.partBefore', keys: ['Mod+ArrowLeft'], section: 'split' },
  partAfter: { label: 'shortcuts.partAfter', keys: ['Mod+ArrowRight'], section: 'split' },
  choose: { label: 'shortcuts.toggle', keys: ['Space'], section: 'split' },
  partLarge: { label: 'split.large', keys: ['L'], section: 'split' },
  partStays: { label: 'shortcuts.partStays', keys: ['K'], section: 'split' },
  applySplit: { label: 'shortcuts.applySplit', keys: ['Mod+Enter'], section: 'split' },

  zoomIn: { label: 'zoom.in', keys: ['Plus', '='], section: 'inPreview' },
  zoomOut: { label: 'zoom.out', keys: ['Minus'], section: 'inPreview' },
  zoomNative: { label: 'zoom.native', keys: ['Z'], section: 'inPreview' },
  zoomWhole: { label: 'zoom.whole', keys: ['0'], section: 'inPreview' },
  movePicture: { label: 'zoom.move', keys: ['Shift+Arrows'], section: 'inPreview' },
  boxesShown: { label: 'preview.boxes', keys: ['X'], section: 'inPreview' },
  probe: { label: 'preview.probe', keys: ['I'], section: 'inPreview' },
  copyColour: { label: 'preview.copyColour', keys: ['C'], section: 'inPreview' },
  wholeScreen: { label: 'preview.wholeScreen', keys: ['W'], section: 'inPreview' },
  nextFace: { label: 'shortcuts.nextFace', keys: ['Sideways'], section: 'inPreview' },
  drawBox: { label: 'box.draw', keys: ['B'], section: 'inPreview' },
  adjustBox: { label: 'box.adjust', keys: ['A'], section: 'inPreview' },
  removeBox: { label: 'box.remove', keys: ['Shift+Delete', 'Shift+Backspace'], section: 'inPreview' },
  stage: { label: 'preview.stage', keys: ['G'], section: 'inPreview' },
  differences: { label: 'compare.differences', keys: ['D'], section: 'inPreview' },
  closePreview: { label: 'command.close', keys: ['Space'], section: 'inPreview' },

  moveBox: { label: 'box.move', keys: ['Arrows'], section: 'box' },
  sizeBox: { label: 'box.size', keys: ['Shift+Arrows'], section: 'box' },
  nudgeBox: { label: 'box.nudge', keys: ['Alt+Arrows'], section: 'box' },
  nameBox: { label: 'box.name', keys: ['1'], section: 'box' },
  figureBox: { label: 'box.figureOrFace', keys: ['F'], section: 'box' },
  keepBox: { label: 'box.save', keys: ['Enter'], section: 'box' },
  cancelBox: { label: 'command.cancel', keys: ['Escape'], section: 'box' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof table;

/** Every command once: menus, keys and the shortcut sheet all read it from here. */
export const commands: Readonly<Record<CommandId, Command>> = table;

export const commandIds = Object.keys(table) as readonly CommandId[];

/** The commands of a menu in its parts, each in the order of the table. `partOf` answers undefined for those that are not in it. */
export function menuOf<Part>(parts: readonly Part[], partOf: (command: Command) => Part | undefined): CommandId[][] {
  return parts.map((part) => commandIds.filter((id) => partOf(commands[id]) === part));
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const namedKeys: Readonly<Record<string, string>> = { Space: ' ', Plus: '+', Minus: '-' };

/** Whether a key press is the shortcut `keys`, as `Mod+Shift+Z`. A character that needs Shift, as `?`, matches as itself. */
export function matchesKeys(event: KeyPress, keys: string): boolean {
  const parts = keys.split('+');
  const name = parts.at(-1) ?? '';
  const key = namedKeys[name] ?? name;
  if ((event.ctrlKey || event.metaKey) !== parts.includes('Mod') || event.altKey !== parts.includes('Alt'))
    return false;
  const shiftIsPartOfKey = key.length === 1 && key !== ' ' && !/[a-z]/i.test(key);
  if (!shiftIsPartOfKey && event.shiftKey !== parts.includes('Shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** The first of `candidates` that the key press asks for. */
export function commandOf(event: KeyPress, candidates: readonly CommandId[]): CommandId | null {
  return candidates.find((id) => commands[id].keys.some((keys) => matchesKeys(event, keys))) ?? null;
}

const symbols: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Arrows: '← → ↑ ↓',
  Sideways: '← →',
  Ends: 'Home · End',
  Escape: 'Esc',
  Plus: '+',
  Minus: '−',
  Delete: 'Del',
};

/** The caps to draw for `Mod+Shift+Z`: Ctrl, Shift, Z. */
export function keyCaps(keys: string, mac: boolean): readonly string[] {
  return keys.split('+').map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (symbols[part] ?? part)));
}
