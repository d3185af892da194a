import type { ImportProblem, ImportProblemKind } from '../../contract/api/import-api.ts';
import type { ExportProblem, ExportProblemKind } from '../../contract/api/export-api.ts';
import type {
  RenameProblem,
  RenameProblemKind,
  TemplateError,
  TemplateErrorKind,
} from '../../contract/rename/rename-model.ts';

/** What is in the way, and what to do about it. `other`: the other path, name or token that it is about. */
const problems: Readonly<Record<RenameProblemKind, (other: string) => string>> = {
  exists: (other) => `${other} is there already and stays; use another template`,
  'same-target': (other) => `${other} would get the same name; put {index} into the template`,
  twin: (other) => `the disk cannot tell the new name from ${other}; use another template`,
  'reserved-name': (other) => `Windows does not allow the name ${other}; use another template`,
  'forbidden-character': () => 'the new name has a character that is not allowed in file names',
  'trailing-dot-or-space': () => 'the new name ends with a dot or a space; use another template',
  'hidden-name': () => 'the new name begins with a dot, which hides the file; use another template',
  'empty-name': () => 'the new name is empty; use another template',
  'name-too-long': () => 'the new name is too long; use a shorter template',
  'path-too-long': () => 'folder and new name together are too long; use a shorter template',
  'read-only': (other) => `${other} may not be changed; allow writing to it, or copy with --copy --to <folder>`,
  offline: () => 'its folder is not connected; connect the drive',
  gone: () => 'it is no longer there; index its folder again',
  changed: () => 'it has changed since it was read; index its folder again',
  link: () => 'it is a link to another file; rename that one',
  'not-a-folder': (other) => `${other} is a file, so there can be no folder of this name`,
  'sidecar-exists': (other) => `its companion ${other} cannot go along: the name is taken`,
  'sidecar-shared': (other) => `its companion ${other} belongs to other files too; rename them together`,
  'no-value': (other) => `there is no value for {${other}}; write {${other}?} to leave it out`,
};

const templateErrors: Readonly<Record<TemplateErrorKind, (subject: string) => string>> = {
  empty: () => 'it is empty; {character} stands for the character',
  unclosed: (subject) => `${subject} is not closed; add a } at its end`,
  'stray-brace': () => 'there is a } without a { before it',
  'unknown-token': (subject) => `${subject} is not a token; see: dramatis rename --template-help`,
  'unknown-filter': (subject) => `${subject} does not work with this token; see: dramatis rename --template-help`,
  'forbidden-character': (subject) => `file names cannot have the character ${subject}`,
  'empty-folder': () => 'a folder needs a name: there is nothing between two /, or before the first',
  'dot-folder': (subject) => `${subject} is not a name for a folder`,
};

const xmpProblems: Readonly<Record<ExportProblemKind, string>> = {
  offline: 'its folder is not connected; connect the drive',
  changed: 'it has changed since it was read; index its folder, then export again',
  'read-only': 'its folder may not be changed; allow writing to it',
  'not-xmp': 'its sidecar is no XMP, and is left alone',
  'no-place': 'its file has no place for XMP; write a sidecar instead',
  'not-verified': 'what was written was not read back as meant, so the file stays as it was; write a sidecar instead',
  exists: 'a file of that name is there that somebody else wrote or changed; replace it with --overwrite',
  failed: 'it could not be read or written',
};

const importProblems: Readonly<Record<ImportProblemKind, string>> = {
  'not-in-library': 'no picture of the library is meant; index its folder first',
  ambiguous: 'several pictures of the library are called so; give the whole path',
  'not-indexed': 'nobody has looked at it yet; index its folder first',
  changed: 'a place is said of a picture of another shape, and is left out',
  busy: 'another program is using it; close that first',
  'other-version':
    'it is of a version of its program that Dramatis does not know; open it in a version of today, then import again',
  'unusable-name': 'a name has more than 200 characters, or control characters, and is left out',
  'not-understood': 'it is not what its name says, or damaged',
  unreadable: 'it cannot be read',
};

export function describeProblem({ kind, other }: RenameProblem): string {
  return problems[kind](other ?? '');
}

/** `kind` stays in it, for who looks it up. */
export function describeTemplateError({ kind, subject, from }: TemplateError): string {
  return `template, ${kind} at ${from + 1}: ${templateErrors[kind](subject)}`;
}

export function describeImportProblem({ kind, detail }: ImportProblem): string {
  return detail === '' ? importProblems[kind] : `${importProblems[kind]} (${detail})`;
}

export function describeExportProblem({ kind, detail }: ExportProblem): string {
  return detail === '' ? xmpProblems[kind] : `${xmpProblems[kind]} (${detail})`;
}
