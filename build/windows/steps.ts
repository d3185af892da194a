import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkExplorerLines } from './explorer-lines.ts';
import { whileHeld } from './hold.ts';
import { contentsOf, layOddArt, oddNames } from './odd-art.ts';
import { checkPackedFolder } from './packed-folder.ts';
import { inWine, system, type Ended } from './wine.ts';

const node = 'Z:\\dramatis\\node\\node.exe';
const art = join(system, 'art');
const library = ['--library', 'Z:\\library'];

export interface Step {
  readonly name: string;
  /** Answers what was seen; throws where it is not as it should be. */
  run(): Promise<string>;
}

async function dramatis(...args: string[]): Promise<Ended> {
  return inWine(node, ['Z:\\dramatis\\engine\\cli.js', ...args, ...library]);
}

function mustBe(
  what: string,
  seen: unknown,
  wanted: unknown,
  { errors }: Pick<Ended, 'errors'> = { errors: '' },
): void {
  const [is, should] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what} is ${is}, not ${should}\n${errors.slice(-2_000)}`);
}

const asList = (files: ReadonlyMap<string, string>) => [...files];

interface Group {
  readonly id: number;
  readonly faces: readonly unknown[];
}

interface Found {
  readonly code: number | null;
  readonly data: unknown;
}

async function asJson(...args: string[]): Promise<Found & Ended> {
  const ended = await dramatis(...args, '--json');
  return { ...ended, data: JSON.parse(ended.output) as unknown };
}

/** Largest first. */
async function groups(): Promise<readonly Group[]> {
  const { data } = await asJson('groups');
  return data as readonly Group[];
}

async function largestGroup(): Promise<Group> {
  const [first] = await groups();
  if (!first) throw new Error('there are no groups');
  return first;
}

let before: ReadonlyMap<string, string> = new Map();
const template = ['--template', '{character}_{index:000}'];

export const steps: readonly Step[] = [
  { name: 'a folder for Windows is packed here', run: checkPackedFolder },
  { name: 'Explorer offers the installed app, and does not any more once it is removed', run: checkExplorerLines },
  {
    name: 'doctor: native packages load, the networks run',
    run: async () => {
      const { data, code, errors } = await asJson('doctor');
      const { problems, system: os } = data as { problems: unknown[]; system: string };
      mustBe('exit code', code, 0, { errors });
      mustBe('problems', problems, []);
      return os;
    },
  },
  {
    name: 'index: every picture, whatever its name',
    run: async () => {
      rmSync(join(system, 'library'), { recursive: true, force: true });
      await layOddArt(art);
      before = contentsOf(art);
      const { code, data, errors } = await asJson('index', 'Z:\\art');
      mustBe('exit code', code, 0, { errors });
      const { pictures, skipped } = data as { pictures: number; skipped: unknown };
      mustBe('pictures', pictures, oddNames.length);
      return `${pictures} pictures, skipped ${JSON.stringify(skipped)}`;
    },
  },
  {
    name: 'groups, find, name',
    run: async () => {
      const { id, faces } = await largestGroup();
      const found = await asJson('find', 'Z:\\art\\シルヴィ 制服.png');
      mustBe('exit code of find', found.code, 0, found);
      const named = await dramatis('name', String(id), 'シルヴィ');
      mustBe('exit code of name', named.code, 0, named);
      return `${faces.length} faces in the largest group`;
    },
  },
  {
    name: 'rename while another program has a file open: nothing happens',
    run: async () => {
      const { code, errors } = await whileHeld(node, 'Z:\\art\\held.png', () =>
        dramatis('rename', ...template, '--apply'),
      );
      mustBe('exit code', code, 1, { errors });
      mustBe('files', asList(contentsOf(art)), asList(before));
      return 'all files as before';
    },
  },
  {
    name: 'rename --apply',
    run: async () => {
      const { code, errors } = await dramatis('rename', ...template, '--apply');
      const after = contentsOf(art);
      mustBe('exit code', code, 0, { errors });
      mustBe('contents', [...after.values()].sort(), [...before.values()].sort());
      const renamed = [...after.keys()].filter((name) => name.includes('シルヴィ_0'));
      if (renamed.length < 2) throw new Error(`renamed: ${renamed.join(', ')}`);
      return `${renamed.length} files renamed`;
    },
  },
  {
    name: 'rename --undo',
    run: async () => {
      const { code, errors } = await dramatis('rename', '--undo');
      mustBe('exit code', code, 0, { errors });
      mustBe('files', asList(contentsOf(art)), asList(before));
      return 'all files as before';
    },
  },
  {
    name: 'rename in case only, and back',
    run: async () => {
      const { id } = await largestGroup();
      for (const name of ['Sylvie', 'SYLVIE']) {
        await dramatis('name', String(id), name);
        const renamed = await dramatis('rename', ...template, '--apply');
        mustBe(`exit code of the rename to ${name}`, renamed.code, 0, renamed);
        if (![...contentsOf(art).keys()].some((path) => path.includes(`${name}_001`)))
          throw new Error(`no ${name}_001`);
      }
      for (const time of ['first', 'second']) {
        const undone = await dramatis('rename', '--undo');
        mustBe(`exit code of the ${time} undo`, undone.code, 0, undone);
      }
      mustBe('files', asList(contentsOf(art)), asList(before));
      return 'Sylvie, SYLVIE, and as before';
    },
  },
  {
    name: 'export --xmp beside each, whatever its name',
    run: async () => {
      // Those whose files get no new name.
      for (const { id } of (await groups()).slice(1)) await dramatis('name', String(id), `Eileen ${id}`);
      const { code, data, errors } = await asJson('export', '--xmp');
      mustBe('exit code', code, 0, { errors });
      const { written, problems } = data as { written: number; problems: unknown[] };
      mustBe('problems', problems, []);
      for (const name of ['CON.jpg', 'dot./a.png'])
        if (!existsSync(join(art, `${name}.xmp`))) throw new Error(`no sidecar beside ${name}`);
      return `${written} sidecars`;
    },
  },
  {
    name: 'index while another program has a file open: listed, and read the next time',
    run: async () => {
      rmSync(join(system, 'library'), { recursive: true, force: true });
      const held = await whileHeld(node, 'Z:\\art\\held.png', () => dramatis('index', 'Z:\\art'));
      mustBe('exit code', held.code, 1, held);
      const { code, data, errors } = await asJson('index', 'Z:\\art');
      mustBe('exit code afterwards', code, 0, { errors });
      mustBe('pictures', (data as { pictures: number }).pictures, oddNames.length);
      return 'read the second time';
    },
  },
];
