import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noPostgres } from '../../support/studio/cluster.ts';
import { openStudio, type TestStudio } from '../../support/studio/studio.ts';
import { quantile } from '../engine/engine-run.ts';
import { machine } from '../machine.ts';
import { sharedDataIsThere } from '../shared-data.ts';
import { firstSync } from '../studio/first-sync.ts';
import { localEdits } from '../studio/local-edits.ts';
import { pushAtOnce } from '../studio/pushing.ts';
import { reachingMs } from '../studio/reaching.ts';
import { secondMachine } from '../studio/second-machine.ts';
import { pgvectorSizes } from '../studio/sizes.ts';
import { withoutStudio } from '../studio/without.ts';
import { table } from '../table.ts';

/** Less of everything: `EVENTS=100000 PICTURES=10000 SCENES=200 npm run bench -- studio`. */
const events = Number(process.env['EVENTS'] ?? 1_000_000);
const pictures = Number(process.env['PICTURES'] ?? 100_000);
const scenes = Number(process.env['SCENES'] ?? 2_557);

/** The tests' server forgets what it was told when its machine dies; this one is as PostgreSQL is. */
const settings = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

/** What a studio costs, and what it saves, on a PostgreSQL of the bench's own on this machine. */
export async function benchStudio(models: string): Promise<unknown> {
  if (noPostgres !== null) {
    console.log(`Skipped: ${noPostgres}`);
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-studio-'));
  try {
    const without = withoutStudio(folder);
    await using studio = await openStudio('bench', { settings });
    const result = { machine: machine(), without, ...(await measure(studio, folder, models)) };
    print(result);
    return result;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const seconds = (wall: number, cores: number | null) =>
  `${wall.toFixed(1)} s${cores === null ? '' : `, ${cores.toFixed(1)} core s`}`;

type Measured = Awaited<ReturnType<typeof measure>>;

async function measure(studio: TestStudio, folder: string, models: string) {
  const fresh = async <T>(work: () => Promise<T>): Promise<T> => {
    await studio.empty();
    return await work();
  };
  const second = sharedDataIsThere() && scenes > 0;
  return {
    reaching: await fresh(() => reachingMs(studio, folder)),
    pushing: await fresh(() => pushAtOnce(studio)),
    edits: await fresh(() => localEdits(studio, folder)),
    second: second ? await fresh(() => secondMachine(studio, { folder, models, most: scenes })) : null,
    first: await fresh(() => firstSync(studio, folder, { events, pictures })),
    sizes: await pgvectorSizes(),
  };
}

function print({
  without,
  reaching,
  pushing,
  edits,
  second,
  first,
  sizes,
}: Measured & { without: ReturnType<typeof withoutStudio> }) {
  const count = (value: number) => value.toLocaleString('en');
  console.log(`\nA studio, with its server on the same machine · ${machine()}\n`);
  const rows = [
    [`first sync of ${count(first.events)} events, ${count(first.pictures)} pictures`, `${first.seconds.toFixed(0)} s`],
    ['of it without an answer to anything else, at once', `${first.longestBlockSeconds.toFixed(1)} s`],
    ['memory after it', `${count(first.megabytes)} MB`],
    ['an edit reaches another machine, p50', `${quantile(reaching, 0.5).toFixed(0)} ms`],
    ['an edit reaches another machine, p95', `${quantile(reaching, 0.95).toFixed(0)} ms`],
    [
      `${pushing.engines} engines push ${count(pushing.events)} events`,
      `${count(Math.round(pushing.eventsPerSecond))} /s`,
    ],
    ['of them lost, doubled', `${pushing.lost}, ${pushing.doubled}`],
    [
      `local edits, studio joined (${edits.joinedMs.toFixed(2)} ms, ${edits.joinedCpuMs.toFixed(2)} of work) against without (${edits.aloneMs.toFixed(2)}, ${edits.aloneCpuMs.toFixed(2)}): work`,
      `${((edits.more - 1) * 100).toFixed(1)} %`,
    ],
    ['afterwards, until it is an event, sent and numbered', `${edits.afterMs.toFixed(1)} ms an edit`],
    ...(second
      ? [
          [
            `first machine looks at ${count(second.pictures)} scenes`,
            seconds(second.firstSeconds, second.firstCoreSeconds),
          ],
          ['second machine takes them', seconds(second.secondSeconds, second.secondCoreSeconds)],
          ['times as fast', (second.firstSeconds / second.secondSeconds).toFixed(1)],
          ['bytes a face on the server, without pgvector, index of its key included', count(second.bytesPerFace)],
        ]
      : []),
    ['bytes an event on the server, indexes included', count(first.bytesPerEvent)],
    ['bytes a face with pgvector: row and key; its place in the index (HNSW)', `${sizes.row}; ${count(sizes.hnsw)}`],
    ['bytes a picture with pgvector', count(sizes.picture)],
    [`to take in and index ${count(sizes.faces)} faces at once (PGlite)`, `${sizes.buildSeconds.toFixed(0)} s`],
    [
      'start of a library that is in no studio',
      `+ ${without.startMs.toFixed(2)} ms, ${without.loadedFiles} files of pg`,
    ],
  ];
  console.log(table([['', ''], ...rows]));
}
