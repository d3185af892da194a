import { parseArgs } from 'node:util';
import type { CharacterId } from '../contract/ids.ts';
import { assignBySample, assignBySamples } from './assign.ts';
import type { Call } from './call.ts';
import { curate } from './curate.ts';
import { faceId, groupId } from './ids.ts';
import { defaultLibrary, defaultModels } from '../engine/default-places.ts';
import { doctor } from './doctor.ts';
import { showFaces } from './faces.ts';
import { describeGroups, listGroups } from './groups.ts';
import { findBySample } from './find.ts';
import { indexFolders } from './index-folders.ts';
import { withLibrary } from './library.ts';
import { exportLibrary, exportOptions, type ExportFlags } from './export.ts';
import { rename, renameOptions, type RenameFlags } from './rename.ts';
import { print, printGroups } from './print.ts';
import { restore } from './restore.ts';
import { backUp, settings } from './settings.ts';
import { thresholds } from './thresholds.ts';
import { usage } from './usage.ts';

const options = {
  library: { type: 'string' },
  models: { type: 'string' },
  json: { type: 'boolean', default: false },
  vectors: { type: 'boolean', default: false },
  crop: { type: 'boolean', default: false },
  face: { type: 'string' },
  limit: { type: 'string' },
  min: { type: 'string' },
  faces: { type: 'string', multiple: true },
  name: { type: 'string' },
  samples: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  ...renameOptions,
  ...exportOptions,
} as const;

/** Which options a command understands, besides those that all do. */
const own: Readonly<Record<string, readonly string[]>> = {
  index: [],
  faces: ['vectors', 'crop'],
  groups: [],
  find: ['face', 'limit', 'min'],
  name: [],
  merge: [],
  split: ['faces'],
  move: ['faces', 'name'],
  reject: ['faces'],
  accept: ['faces'],
  hide: [],
  show: [],
  assign: ['name', 'face', 'min', 'samples'],
  undo: [],
  redo: [],
  rename: Object.keys(renameOptions),
  export: ['csv', 'xmp', 'character', 'to'],
  doctor: [],
  settings: [],
  thresholds: [],
  backup: [],
  restore: [],
};
const shared = ['library', 'models', 'json', 'help'];

/** Answers the exit code. Throws AppError where nothing could be done. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const parsed = parse(argv);
  if (parsed === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  if (parsed === null) return 2;
  return run(parsed.command, parsed.rest, parsed.call, parsed.flags);
}

async function run(
  command: string,
  rest: readonly string[],
  call: Call,
  flags: RenameFlags & ExportFlags,
): Promise<number> {
  switch (command) {
    case 'index':
      return rest.length > 0 ? indexFolders(rest, call) : wrong('index needs at least one folder');
    case 'faces':
      return rest.length > 0 ? showFaces(rest, call) : wrong('faces needs at least one file');
    case 'find':
      return rest.length === 1 && rest[0] ? findBySample(rest[0], call) : wrong('find needs one sample picture');
    case 'groups':
      return rest.length === 0 ? groups(call) : wrong('groups takes no arguments');
    case 'name':
      return rest.length === 2 ? name(rest, call) : wrong('name needs a group and a name (in quotes)');
    case 'merge':
      return rest.length >= 2 ? merge(rest, call) : wrong('merge needs at least two groups');
    case 'split':
      return rest.length > 0 ? split(rest, call) : wrong('split needs a group and --faces');
    case 'assign':
      if (rest.length === 0 && call.samples !== null) return assignBySamples(call.samples, call);
      return rest.length === 1 && rest[0] && call.name !== null
        ? assignBySample(rest[0], call.name, call)
        : wrong('assign needs one sample picture and --name, or --samples');
    case 'undo':
    case 'redo':
      return rest.length === 0 ? step(command, call) : wrong(`${command} takes no arguments`);
    case 'doctor':
      return rest.length === 0 ? doctor(call) : wrong('doctor takes no arguments');
    case 'settings':
      return settings(rest, call);
    case 'thresholds':
      return (await thresholds(rest, call)) ?? wrong('thresholds takes nothing, “adapted” or “model”');
    case 'backup':
      return rest.length === 0 ? backUp(call) : wrong('backup takes no arguments');
    case 'restore':
      return rest.length === 1 && rest[0] ? restore(rest[0], call) : wrong('restore needs one backup');
    case 'export':
      return rest.length === 0 ? exportLibrary(call, flags) : wrong('export takes options only');
    case 'rename':
      return rest.length === 0 ? rename(call, flags) : wrong('rename takes options only; see --template-help');
    default: {
      const problem = await curate(command, rest, call);
      return problem === null ? 0 : wrong(problem);
    }
  }
}

async function groups(call: Call): Promise<number> {
  return withLibrary(call, async (engine) => {
    printGroups(await listGroups(engine), call.json);
    return 0;
  });
}

async function name([group, wanted]: readonly string[], call: Call): Promise<number> {
  const id = groupId(group);
  return withLibrary(call, async (engine) => {
    const { changed } = await engine.nameCharacter(id, wanted ?? '');
    printGroups(await describeGroups(engine, changed), call.json);
    return 0;
  });
}

async function merge(ids: readonly string[], call: Call): Promise<number> {
  const [into, ...from] = ids.map(groupId);
  return withLibrary(call, async (engine) => {
    const { changed } = await engine.mergeCharacters(into as CharacterId, from);
    printGroups(await describeGroups(engine, changed), call.json);
    return 0;
  });
}

/** The faces may stand after one `--faces` or after several: what follows the group is more of them. */
async function split([group, ...more]: readonly string[], call: Call): Promise<number> {
  const id = groupId(group);
  const wanted = [...call.faces, ...more.map(faceId)];
  if (wanted.length === 0) return wrong('split needs --faces');
  return withLibrary(call, async (engine) => {
    const { changed } = await engine.splitCharacter(id, [wanted]);
    printGroups(await describeGroups(engine, changed), call.json);
    return 0;
  });
}

async function step(direction: 'undo' | 'redo', call: Call): Promise<number> {
  return withLibrary(call, async (engine) => {
    printGroups(await describeGroups(engine, (await engine[direction]()).changed), call.json);
    return 0;
  });
}

interface Parsed {
  readonly command: string;
  readonly rest: string[];
  readonly call: Call;
  readonly flags: RenameFlags & ExportFlags;
}

function parse(argv: readonly string[]): Parsed | 'help' | null {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true }));
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error));
    return null;
  }
  const [command, ...rest] = positionals;
  if (values.help) return 'help';
  if (command === undefined) {
    process.stderr.write(usage);
    return null;
  }
  const foreign = foreignOption(command, values);
  const numbers = readNumbers(values);
  if (foreign !== undefined) wrong(`${command} does not know --${foreign}`);
  if (numbers === null) wrong('--face and --limit are whole numbers, --min is a number from -1 to 1');
  if (foreign !== undefined || numbers === null) return null;
  const { json, vectors, crop } = values;
  const library = values.library ?? defaultLibrary();
  const models = values.models ?? defaultModels();
  return {
    command,
    rest,
    flags: values,
    call: {
      library,
      models,
      modelsNamed: values.models !== undefined,
      json,
      vectors,
      crop,
      ...numbers,
      faces: (values.faces ?? []).map(faceId),
      name: values.name ?? null,
      samples: values.samples ?? null,
    },
  };
}

function foreignOption(command: string, values: Record<string, unknown>): string | undefined {
  const known = own[command];
  if (!known) return undefined;
  return Object.keys(values).find((key) => values[key] !== false && !shared.includes(key) && !known.includes(key));
}

function readNumbers(values: { face?: string; limit?: string; min?: string }) {
  const face = Number(values.face ?? 0);
  const limit = Number(values.limit ?? 100);
  const min = values.min === undefined ? null : Number(values.min);
  const valid =
    Number.isInteger(face) &&
    face >= 0 &&
    Number.isInteger(limit) &&
    limit >= 1 &&
    (min === null || (min >= -1 && min <= 1));
  return valid ? { face, limit, min } : null;
}

function wrong(message: string): number {
  print.message(`dramatis: ${message}. See: dramatis --help`);
  return 2;
}
