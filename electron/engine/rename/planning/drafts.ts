import type { RenameProblem } from '../../../contract/rename/rename-model.ts';
import type { Stamp } from '../../../contract/stamp.ts';
import type { NamedFile } from '../naming/named-file.ts';
import { below, joinPath } from '../naming/paths.ts';
import { isPathTooLong, problemOfName } from '../naming/safe-names.ts';
import { draftOf, refuse, type Draft } from './draft.ts';
import type { PlannedMove, PlanOptions } from './planned-file.ts';
import { followName, FolderNames } from './sidecars.ts';
import { nameKey, pathKey, type FileOnDisk, type FolderOnDisk, type Survey } from './survey.ts';

/** A path in a folder that was looked at. */
interface Place {
  readonly folder: FolderOnDisk;
  readonly name: string;
  readonly path: string;
}

const alone: readonly PlannedMove[] = [];

/** Compares named files with the disk, and finds the problems that a file has by itself. `settleClaims` finds those between files. */
export class Drafts {
  readonly survey: Survey;
  readonly options: PlanOptions;
  readonly #names = new Map<string, FolderNames>();
  readonly #spelling = new Map<string, FolderOnDisk>();

  constructor(survey: Survey, options: PlanOptions) {
    this.survey = survey;
    this.options = options;
  }

  of(named: NamedFile): Draft {
    const { source, target, characters, face, overridden } = named;
    const subject = { file: source.file, picture: source.picture, characters, face, overridden };
    const home = this.survey.folder(source.folder);
    const from =
      home.path === source.folder
        ? { folder: home, name: source.name, path: source.path }
        : this.place(home, source.name);
    if (target === null) return draftOf(subject, [this.move(from, from)], 'left-out');
    const goal = below(this.options.base ?? source.folder, target, this.options.separator);
    const to = this.place(this.#spelled(this.survey.folder(goal.folder)), goal.name);
    const main = this.move(from, to);
    if (main.from === main.to && this.options.kind === 'move') return draftOf(subject, [main], 'same');
    const sidecars = this.#sidecars(from, to);
    const draft = draftOf(subject, sidecars.length === 0 ? [main] : [main, ...sidecars], 'change');
    if (named.missing !== null) refuse(draft, 'no-value', named.missing);
    checkName(draft, target);
    this.check(draft, home, source);
    return draft;
  }

  place(folder: FolderOnDisk, name: string): Place {
    return { folder, name, path: joinPath(folder.path, name, this.options.separator) };
  }

  move(from: Place, to: Place): PlannedMove {
    const slashed = this.options.separator === '/';
    return {
      from: from.path,
      to: to.path,
      fromKey: pathKey(from.folder, from.name, slashed ? from.path : null),
      toKey: pathKey(to.folder, to.name, slashed ? to.path : null),
      toFolder: to.folder,
      holder: this.namesIn(to.folder).spelling(to.name),
      acrossDevices: from.folder.device !== to.folder.device,
      stamp: this.survey.file(from.path),
    };
  }

  /** Refuses what the disk does not allow. `home`: where the file is. `known`: its stamp in the library or in the batch to undo. */
  check(draft: Draft, home: FolderOnDisk, known: Stamp): void {
    const [main] = draft.moves;
    const problem = ofSource(home, main.stamp, known) ?? (this.options.kind === 'move' ? ofFolder(home) : null);
    if (problem) refuse(draft, problem.kind, problem.other);
    const ofGoal = main.toFolder.path === home.path ? null : ofFolder(main.toFolder);
    if (ofGoal) refuse(draft, ofGoal.kind, ofGoal.other);
    if (draft.moves.some(({ to }) => isPathTooLong(to, this.options.pathLimit))) refuse(draft, 'path-too-long', null);
    const longSidecar = draft.moves.find(({ to }, at) => at > 0 && problemOfName(this.#nameOf(to)) === 'name-too-long');
    if (longSidecar) refuse(draft, 'name-too-long', longSidecar.from);
  }

  namesIn(folder: FolderOnDisk): FolderNames {
    const known = this.#names.get(folder.path) ?? new FolderNames(folder.names, folder.insensitive);
    this.#names.set(folder.path, known);
    return known;
  }

  #sidecars(from: Place, to: Place): readonly PlannedMove[] {
    const sidecars = this.namesIn(from.folder).sidecarsOf(from.name, this.options.kind);
    if (sidecars.length === 0) return alone;
    return sidecars.map((sidecar) => {
      const name = followName(sidecar, { from: from.name, to: to.name });
      return this.move(this.place(from.folder, sidecar.name), this.place(to.folder, name));
    });
  }

  /** Two spellings of a new folder that the file system takes for one: the first that was seen is made. */
  #spelled(folder: FolderOnDisk): FolderOnDisk {
    if (folder.state !== 'missing' || folder.insensitive === false) return folder;
    const key = nameKey(folder.path, folder.insensitive);
    const known = this.#spelling.get(key) ?? folder;
    this.#spelling.set(key, known);
    return known;
  }

  #nameOf(path: string): string {
    return path.slice(path.lastIndexOf(this.options.separator) + 1);
  }
}

function checkName(draft: Draft, target: string): void {
  for (const level of target.split('/')) {
    const kind = problemOfName(level);
    if (kind) return refuse(draft, kind, level);
  }
}

function ofSource(home: FolderOnDisk, file: FileOnDisk | null, known: Stamp): RenameProblem | null {
  if (home.state === 'offline') return { kind: 'offline', other: home.path };
  if (!file) return { kind: 'gone', other: null };
  if (file.isLink) return { kind: 'link', other: null };
  return file.size === known.size && file.mtimeMs === known.mtimeMs ? null : { kind: 'changed', other: null };
}

function ofFolder(folder: FolderOnDisk): RenameProblem | null {
  if (folder.state === 'offline') return { kind: 'offline', other: folder.path };
  if (folder.state === 'not-a-folder') return { kind: 'not-a-folder', other: folder.nearest };
  return folder.writable ? null : { kind: 'read-only', other: folder.nearest };
}
