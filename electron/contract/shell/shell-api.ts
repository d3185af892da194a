import type { StackToTrash, WhyItStays } from '../api/duplicates-api.ts';
import type { CharacterId, PictureId } from '../ids.ts';
import type { WindowSettings } from './window-settings.ts';

/** Files to drag out of the window: those of some pictures, or all of some groups. */
export type FilesOf = { readonly pictures: readonly PictureId[] } | { readonly characters: readonly CharacterId[] };

/** What pictures can be opened in. */
export interface Program {
  readonly id: string;
  readonly name: string;
  /** The artist has added it; otherwise it was found on the system. */
  readonly own: boolean;
}

/** What became of files that were to go to the trash. */
export interface Trashed {
  readonly files: number;
  /** Where they are. `refused`: the system has no trash there, or may not move them. */
  readonly stays: readonly { readonly path: string; readonly why: WhyItStays | 'refused' }[];
  /** Whether `restoreTrashed` can bring them back here. */
  readonly canRestore: boolean;
}

/** What became of files that were to come back from the trash. */
export interface Restored {
  readonly files: number;
  /** The paths of those that are beside their old place, which another file has. */
  readonly beside: readonly string[];
  /** They stay in the trash. */
  readonly failed: number;
}

/** What only the Electron side can do for the renderer. */
export interface ShellApi {
  /** The system's folder dialog; null where the artist cancels. */
  pickFolder(): Promise<string | null>;
  /** The same for a folder that files go to: a new one can be made there. */
  pickTarget(): Promise<string | null>;
  /** The same for a folder with networks. */
  pickModels(): Promise<string | null>;
  /** The system's file dialog for one picture; null where the artist cancels. */
  pickPicture(): Promise<string | null>;
  /** The system's file dialog for a file with names: a table, a sidecar, a database; null where the artist cancels. */
  pickImport(): Promise<string | null>;
  /** The system's dialog for a file to write, which asks before another one is replaced; null where the artist cancels. */
  pickExport(format: 'csv' | 'json' | 'cast'): Promise<string | null>;
  /** Makes the PDF file or the picture that `pickExport` answered last of the page beside it, which is called `.html` after it and goes. */
  printExport(): Promise<void>;
  /** Shows the file that `pickExport` answered last in the system's file manager. */
  revealExport(): Promise<void>;
  /** The artist's own first. */
  listPrograms(): Promise<readonly Program[]>;
  /** The system's dialog for a program. Answers the list as it is then. */
  addProgram(): Promise<readonly Program[]>;
  removeProgram(id: string): Promise<readonly Program[]>;
  /** Opens the picture's file in a program of the list; null: in that of the system. Throws `not-opened`. */
  openPicture(picture: PictureId, program: string | null): Promise<void>;
  /** Opens a colleague's picture below a folder that has a name in the studio. Throws `picture-gone`, `not-opened`. */
  openShared(root: string, path: string): Promise<void>;
  /** The picture itself, to the clipboard. */
  copyPicture(id: PictureId): Promise<void>;
  /** Shows the picture's file in the system's file manager. */
  revealPicture(id: PictureId): Promise<void>;
  /** Shows a folder of the library, or one below it, in the system's file manager. Throws `folder-not-found`. */
  revealFolder(path: string): Promise<void>;
  /**
   * Goes on with a drag that has left the window, as a drag of files: the mouse button is held while this is called.
   * Answers how many files are dragged.
   */
  dragFiles(of: FilesOf): Promise<number>;
  /** Moves files to the system's trash, where the artist finds them again. */
  trashFiles(stacks: readonly StackToTrash[]): Promise<Trashed>;
  /** How many of the files that went to the trash last it has still, and the system lets us take back; also after a restart. */
  restorableFiles(): Promise<number>;
  /** Takes them back, never over another file. */
  restoreTrashed(): Promise<Restored>;
  copyText(text: string): Promise<void>;
  getSettings(): Promise<WindowSettings>;
  setSettings(settings: WindowSettings): Promise<void>;
}

/** What the menu asks the renderer to do. */
export type MenuCommand =
  | 'add-folder'
  | 'find-by-sample'
  | 'rename-files'
  | 'export'
  | 'import'
  | 'undo'
  | 'redo'
  | 'regroup'
  | 'show-shortcuts'
  | 'show-settings'
  | 'show-skipped'
  | 'show-search'
  | 'show-history';

/** The only thing that the preload script puts on `window`, as `window.dramatis`. */
export interface Bridge {
  /** Calls one ShellApi method; the reply is data, errors included (see rpc.ts). */
  callShell(method: string, args: unknown[]): Promise<unknown>;
  /** Path on disk of a file that was dropped on the window. */
  pathForFile(file: File): string;
  onMenuCommand(listener: (command: MenuCommand) => void): void;
  /** Pictures that are opened with the app from outside, one by one: each is a sample to search with. */
  onOpenSample(listener: (path: string) => void): void;
  /** A folder of the library that is opened with the app from outside: what the window shows is to be narrowed to it. */
  onShowFolder(listener: (path: string) => void): void;
}

/** `window` message that carries the MessagePort to the engine, sent by the preload script, again after an engine restart. */
export const enginePortMessage = 'dramatis:engine-port';
