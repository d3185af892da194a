export type ErrorCode =
  | 'bad-arguments'
  | 'folder-not-found'
  | 'not-a-folder'
  | 'folder-unreadable'
  | 'picture-unreadable'
  | 'picture-gone'
  | 'face-gone'
  | 'box-empty'
  | 'character-gone'
  | 'collection-gone'
  | 'bad-query'
  | 'bad-template'
  | 'sample-gone'
  | 'name-empty'
  | 'name-taken'
  | 'question-gone'
  | 'nothing-alike'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  | 'model-invalid'
  | 'library-newer'
  | 'library-in-use'
  | 'library-unreadable'
  | 'library-on-network'
  | 'library-synchronised'
  | 'studio-none'
  | 'studio-joined'
  | 'studio-address'
  | 'studio-password-in-address'
  | 'studio-unreachable'
  | 'studio-unproven'
  | 'studio-full'
  | 'studio-not-let-in'
  | 'studio-removed'
  | 'studio-newer'
  | 'studio-reads-only'
  | 'studio-lead-only'
  | 'plan-gone'
  | 'rename-running'
  | 'nothing-to-rename'
  | 'batch-gone'
  | 'batch-not-undoable'
  | 'export-running'
  | 'file-exists'
  | 'not-writable'
  | 'sheet-too-long'
  | 'backup-failed'
  | 'backup-damaged'
  | 'not-opened'
  | 'overtaken'
  | 'engine-stopped'
  | 'internal';

/** What crosses a process border: plain data. The UI owns the wording. */
export interface ErrorData {
  readonly code: ErrorCode;
  /** What the error is about: a path, a name, an id. */
  readonly subject: string;
  /** For logs and the command line, in English. */
  readonly message: string;
}

const messages: Record<ErrorCode, (subject: string) => string> = {
  'bad-arguments': (subject) => `Wrong arguments: ${subject}`,
  'folder-not-found': (subject) => `There is no folder ${subject}. Check the path, or connect the drive it is on.`,
  'not-a-folder': (subject) => `${subject} is a file. Give the folder that holds it.`,
  'folder-unreadable': (subject) => `${subject} cannot be read. Check the permissions of the folder.`,
  'picture-unreadable': (subject) => `${subject} cannot be read as a picture.`,
  'picture-gone': (subject) => `Picture ${subject} is no longer in the library.`,
  'face-gone': (subject) => `Face ${subject} is no longer in the library.`,
  'box-empty': () => 'The box is too small, or lies outside the picture.',
  'character-gone': (subject) => `There is no group ${subject}. List them with: dramatis groups`,
  'collection-gone': (subject) => `There is no collection ${subject}.`,
  'bad-query': (subject) => `This search cannot be read: ${subject}`,
  'bad-template': (subject) =>
    `This template cannot be read: ${subject}. It takes {character}, {alias:ja}, {outfit}, {series} and {tags}.`,
  'sample-gone': (subject) => `Sample ${subject} was closed. Open the picture again.`,
  'name-empty': () => 'A name needs at least one letter.',
  'name-taken': (subject) => `Another group is already called ${subject}. Merge the two, or choose another name.`,
  'question-gone': () => 'This question was answered already. Ask for the next one.',
  'nothing-alike': (subject) => `No face in the library shows the character of ${subject}.`,
  'nothing-to-undo': () => 'There is nothing to undo.',
  'nothing-to-redo': () => 'There is nothing to redo.',
  'model-invalid': (subject) => `The models cannot be used: ${subject}`,
  'library-newer': (subject) => `The library ${subject} was written by a newer version. Update Dramatis to open it.`,
  'library-in-use': (subject) => `The library ${subject} is open in another Dramatis. Close it there first.`,
  'library-unreadable': (subject) => `The library cannot be opened: ${subject}`,
  'library-on-network': (subject) =>
    `The library ${subject} is on a network drive, which can damage it. Keep it on this computer and share names in a studio (dramatis studio --help), or add --library-anyway.`,
  'library-synchronised': (subject) =>
    `The library ${subject} is in a synchronised folder, which can damage it. Keep it elsewhere and share names in a studio (dramatis studio --help), or add --library-anyway.`,
  'studio-none': () => 'This library is in no studio. Join one with: dramatis studio join <url>',
  'studio-joined': (subject) =>
    `This library is in the studio ${subject} already. Leave that first: dramatis studio leave`,
  'studio-address': (subject) => `The studio's address cannot be used: ${subject}`,
  'studio-password-in-address': () => 'Leave the password out of the address. Put it into PGPASSWORD or ~/.pgpass.',
  'studio-unreachable': (subject) => `The studio's server cannot be reached: ${subject}`,
  'studio-unproven': (subject) =>
    `The studio's server does not prove that it is the one you asked for: ${subject}. Nothing was sent. Give the studio's own certificate authority with --ca <file>.`,
  'studio-full': () =>
    "The studio's server has no space left. What you decide waits here, and is sent when there is some.",
  'studio-not-let-in': (subject) => `The studio's server does not let you in: ${subject}`,
  'studio-removed': () => 'A lead has removed you from the studio. What you decided stays in this library.',
  'studio-newer': () => 'The studio needs a newer version. Update Dramatis; what you decide meanwhile is sent then.',
  'studio-reads-only': () => 'You are a reader in this studio: you see what the others decide, and change nothing.',
  'studio-lead-only': () => 'A lead of the studio alone may do this.',
  'plan-gone': () => 'The preview is out of date. Make a new one.',
  'rename-running': () => 'Files are being renamed. Wait until that is done.',
  'nothing-to-rename': () => 'No file would change.',
  'batch-gone': (subject) => `There is no batch ${subject}.`,
  'batch-not-undoable': (subject) => `Batch ${subject} cannot be undone: it was undone already, or never happened.`,
  'export-running': () => 'Sidecars are being written. Wait until that is done.',
  'file-exists': (subject) => `${subject} is there already.`,
  'sheet-too-long': () => 'The sheet is too long for one picture. Choose fewer characters, or save it as PDF or HTML.',
  'not-writable': (subject) => `${subject} cannot be written to. Check the permissions, or choose another folder.`,
  'backup-failed': (subject) => `The library could not be copied: ${subject}`,
  'backup-damaged': (subject) => `This backup cannot be used: ${subject}`,
  'not-opened': (subject) => `${subject} could not be opened.`,
  overtaken: (subject) => `${subject} was given up: too much was asked for after it.`,
  'engine-stopped': () => 'The engine stopped and is being started again. Try once more in a moment.',
  internal: (subject) => `Something went wrong inside Dramatis: ${subject}`,
};

/** An expected failure, with what it is about. Bugs throw plain errors and arrive as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly subject: string;

  constructor(code: ErrorCode, subject: string | number = '', options?: ErrorOptions) {
    super(messages[code](String(subject)), options);
    this.name = 'AppError';
    this.code = code;
    this.subject = String(subject);
  }
}

export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) return { code: error.code, subject: error.subject, message: error.message };
  const subject = error instanceof Error ? error.message : String(error);
  if (isDamage(error)) return toErrorData(new AppError('library-unreadable', subject, { cause: error }));
  return toErrorData(new AppError('internal', subject, { cause: error }));
}

/** What SQLite says where its file is damaged, or is none of its files. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.code, data.subject);
}
