import { expect, test } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type {
  CaptionRequest,
  CastRequest,
  ExportRequest,
  ExportResult,
} from '../../../../electron/contract/api/export-api.ts';
import type { CharacterId, PictureId } from '../../../../electron/contract/ids.ts';
import type { RenameScope } from '../../../../electron/contract/rename/rename-model.ts';
import { Exporting } from '../../../../renderer/export/exporting.svelte.ts';

const sidecars: ExportResult = {
  written: 3,
  merged: 1,
  same: 2,
  problems: [],
  example: 7 as PictureId,
  cancelled: false,
};
const mika = 4 as CharacterId;

/** Answers as the engine does, and keeps what it was asked. */
function engineThat(changes: Partial<ConstructorParameters<typeof Exporting>[0]> = {}) {
  const asked: unknown[] = [];
  const engine = {
    countExport: async (scope: RenameScope) => {
      asked.push(scope);
      return { faces: 9, files: 8, namedFiles: 6 };
    },
    exportFaces: async (request: ExportRequest) => {
      asked.push(request);
      return { faces: 9 };
    },
    exportCast: async (request: CastRequest) => {
      asked.push(request);
      return { characters: 3 };
    },
    previewXmp: async () => sidecars,
    exportXmp: async () => sidecars,
    previewCaptions: async () => sidecars,
    exportCaptions: async (request: CaptionRequest) => {
      asked.push(request);
      return sidecars;
    },
    exportProgress: async () => ({ done: 1, total: 6 }),
    cancelExport: async () => void asked.push('cancel'),
    ...changes,
  };
  return { asked, engine };
}

function shellThat(path: string | null) {
  return {
    pickExport: async () => path,
    printExport: async () => {},
    revealExport: async () => {},
    revealPicture: async () => {},
  };
}

/** Everything that is under way has been answered. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

test('a table of the chosen characters goes where the artist says, and is counted first', async () => {
  const { asked, engine } = engineThat();
  const exporting = new Exporting(engine, shellThat('/home/mika/faces.csv'), () => 'en');
  exporting.start([mika]);
  await settled();
  expect([exporting.amount, exporting.counts?.files]).toEqual([9, 8]);
  await exporting.run();
  const scope = { characters: [mika] };
  expect(asked).toEqual([scope, { scope, format: 'csv', to: '/home/mika/faces.csv', overwrite: true }]);
  expect(exporting.done).toEqual({ kind: 'table', path: '/home/mika/faces.csv', faces: 9 });
});

test('a save dialog that is cancelled writes nothing', async () => {
  const { asked, engine } = engineThat();
  const exporting = new Exporting(engine, shellThat(null), () => 'en');
  exporting.start();
  await settled();
  await exporting.run();
  expect([asked, exporting.done, exporting.running]).toEqual([[{}], null, false]);
});

test('sidecars are previewed before they are written', async () => {
  const { engine } = engineThat();
  const exporting = new Exporting(engine, shellThat(null), () => 'en');
  exporting.start();
  exporting.choose({ format: 'xmp' });
  await settled();
  expect(exporting.amount).toBe(4);
  await exporting.run();
  expect(exporting.done).toEqual({ kind: 'xmp', result: sidecars });
});

test('a choice that has changed drops what was counted for the one before', async () => {
  const slow = Promise.withResolvers<{ faces: number; files: number; namedFiles: number }>();
  let calls = 0;
  const { engine } = engineThat({
    countExport: async () => ((calls += 1) === 1 ? slow.promise : { faces: 2, files: 2, namedFiles: 2 }),
  });
  const exporting = new Exporting(engine, shellThat(null), () => 'en');
  exporting.start([mika]);
  exporting.choose({ onlyChosen: false });
  await settled();
  slow.resolve({ faces: 99, files: 99, namedFiles: 99 });
  await settled();
  expect(exporting.amount).toBe(2);
});

test('what could not be written is told, and can be tried again', async () => {
  const { engine } = engineThat({
    exportFaces: () => Promise.reject(new AppError('not-writable', '/faces.csv')),
  });
  const exporting = new Exporting(engine, shellThat('/faces.csv'), () => 'en');
  exporting.start();
  await settled();
  await exporting.run();
  expect(exporting.error).toMatchObject({ code: 'not-writable', subject: '/faces.csv' });
  expect([exporting.open, exporting.running, exporting.amount]).toEqual([true, false, 9]);
});

test('closing while sidecars are written stops them, and tells how many there are', async () => {
  const writing = Promise.withResolvers<ExportResult>();
  const { asked, engine } = engineThat({ exportXmp: () => writing.promise });
  const exporting = new Exporting(engine, shellThat(null), () => 'en');
  exporting.start();
  exporting.choose({ format: 'xmp' });
  await settled();
  const run = exporting.run();
  exporting.changed(['exports']);
  await settled();
  expect(exporting.progress).toEqual({ done: 1, total: 6 });
  await exporting.close();
  expect([asked.at(-1), exporting.open, exporting.stopping]).toEqual(['cancel', true, true]);
  writing.resolve({ ...sidecars, written: 1, merged: 0, cancelled: true });
  await run;
  expect(exporting.done).toMatchObject({ kind: 'xmp', result: { written: 1, cancelled: true } });
});

test.each([
  ['cast.html', 'cast.html', 0],
  ['cast.PDF', 'cast.PDF.html', 1],
])('a cast sheet is written to %s by way of %s', async (path, page, prints) => {
  const { asked, engine } = engineThat();
  let printed = 0;
  const shell = { ...shellThat(path), printExport: async () => void (printed += 1) };
  const exporting = new Exporting(engine, shell, () => 'ja');
  exporting.start([mika]);
  exporting.choose({ format: 'cast' });
  await settled();
  expect(exporting.amount).toBe(6);
  await exporting.run();
  expect(asked.at(-1)).toEqual({ characters: [mika], title: null, locale: 'ja', to: page, overwrite: prints === 0 });
  expect([printed, exporting.done]).toEqual([prints, { kind: 'cast', path, characters: 3 }]);
});

test('in a folder, what is in it is exported, or all of it', async () => {
  const { asked, engine } = engineThat();
  const exporting = new Exporting(
    engine,
    shellThat('/cast.html'),
    () => 'en',
    () => '/art/cards',
  );
  exporting.start([mika]);
  await settled();
  exporting.choose({ format: 'cast', onlyChosen: false });
  await settled();
  await exporting.run();
  const below = '/art/cards';
  expect(asked).toEqual([
    { characters: [mika], below },
    { below },
    { characters: null, below, title: null, locale: 'en', to: '/cast.html', overwrite: true },
  ]);
  exporting.choose({ onlyFolder: false });
  expect(asked.at(-1)).toEqual({});
});
