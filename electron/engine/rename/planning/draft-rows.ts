import type { RenameProblem } from '../../../contract/rename-model.ts';
import type { NamedFile, Stamp } from '../naming/name-files.ts';
import { below, joinPath } from '../naming/paths.ts';
import { draftOf, refuse, type Draft, type PlannedMove, type PlanOptions } from './planned.ts';
import { isPathTooLong, problemOfName } from '../naming/safe-names.ts';
import { followName, FolderNames } from './sidecars.ts';
import { nameKey, pathKey, type FileSurvey, type FolderSurvey, type Survey } from './survey-model.ts';

interface Place {
  readonly folder: FolderSurvey;
  readonly name: string;
  readonly path: string;
}

const alone: readonly PlannedMove[] = [];

/** Turns names into rows, with every problem that a row has by itself; those between rows come later. */
export class DraftRows {
  readonly survey: Survey;
  readonly options: PlanOptions;
  readonly #names = new Map<string, FolderNames>();
  readonly #spelling = new Map<string, FolderSurvey>();

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

  place(folder: FolderSurvey, name: string): Place {
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

  /** What the disk has against it. `home`: where the file is; `known`: the file as the library (or the batch to undo) knows it. */
  check(draft: Draft, home: FolderSurvey, known: Stamp): void {
    const [main] = draft.moves;
    const problem = ofSource(home, main.stamp, known) ?? (this.options.kind === 'move' ? ofFolder(home) : null);
    if (problem) refuse(draft, problem.kind, problem.other);
    const ofGoal = main.toFolder.path === home.path ? null : ofFolder(main.toFolder);
    if (ofGoal) refuse(draft, ofGoal.kind, ofGoal.other);
    if (draft.moves.some(({ to }) => isPathTooLong(to, this.options.pathLimit))) refuse(draft, 'path-too-long', null);
    const longSidecar = draft.moves.find(({ to }, at) => at > 0 && problemOfName(this.#nameOf(to)) === 'name-too-long');
    if (longSidecar) refuse(draft, 'name-too-long', longSidecar.from);
  }

  namesIn(folder: FolderSurvey): FolderNames {
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

  /** Folders to be made that the file system takes for one are one: the first spelling is the one that is made. */
  #spelled(folder: FolderSurvey): FolderSurvey {
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

function ofSource(home: FolderSurvey, file: FileSurvey | null, known: Stamp): RenameProblem | null {
  if (home.state === 'offline') return { kind: 'offline', other: home.path };
  if (!file) return { kind: 'gone', other: null };
  if (file.isLink) return { kind: 'link', other: null };
  return file.size === known.size && file.mtimeMs === known.mtimeMs ? null : { kind: 'changed', other: null };
}

function ofFolder(folder: FolderSurvey): RenameProblem | null {
  if (folder.state === 'offline') return { kind: 'offline', other: folder.path };
  if (folder.state === 'not-a-folder') return { kind: 'not-a-folder', other: folder.nearest };
  return folder.writable ? null : { kind: 'read-only', other: folder.nearest };
}
