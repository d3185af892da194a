import { expect, test } from 'vitest';
import { AppError } from '../../../../electron/contract/errors.ts';
import type {
  Imported,
  ImportedCharacter,
  ImportPlan,
  ImportRequest,
} from '../../../../electron/contract/api/import-api.ts';
import { Importing } from '../../../../renderer/import/importing.svelte.ts';

const found = (name: string, more: Partial<ImportedCharacter> = {}): ImportedCharacter => ({
  ...{ name, character: null, kinds: ['region'], chosen: true, pictures: 2, faces: 0, boxes: 0 },
  ...{ same: 0, kept: 0, unplaced: 0, show: [] },
  ...more,
});
const plan: ImportPlan = {
  id: 3,
  names: [
    found('Mika', { faces: 2, boxes: 1 }),
    found('Ren', { same: 2 }),
    found('night', { chosen: false, kinds: ['keyword'] }),
  ],
  pictures: 4,
  problems: [],
  cancelled: false,
};
const imported: Imported = {
  edited: { edit: { kind: 'import', name: 'Mika', count: 3 }, changed: [], gone: [] },
  problems: [],
  cancelled: false,
};

/** Answers as the engine does, and keeps what it was asked. */
function importingWith(
  changes: Partial<ConstructorParameters<typeof Importing>[0]> = {},
  path: string | null = '/art',
) {
  const asked: unknown[] = [];
  const engine = {
    planImport: async (request: ImportRequest) => (asked.push(request), plan),
    chooseImport: async (id: number, names: readonly string[]) => {
      asked.push([id, names]);
      const names_ = plan.names.map((each) => ({ ...each, chosen: names.includes(each.name) }));
      return { ...plan, names: names_.toReversed() };
    },
    applyImport: async (id: number) => (asked.push(id), imported),
    importProgress: async () => ({ phase: 'reading' as const, done: 1, total: 9 }),
    cancelImport: async () => void asked.push('cancel'),
    ...changes,
  };
  const shell = { pickFolder: async () => path, pickImport: async () => path };
  const importing = new Importing(engine, shell);
  importing.start();
  return { importing, asked };
}

test('a folder is looked through, and applied as one edit that the dialog tells of', async () => {
  const { importing, asked } = importingWith();
  importing.folders = true;
  await importing.pick('folder');
  expect(importing.totals).toEqual({ characters: 1, faces: 2, boxes: 1 });
  expect(await importing.apply()).toBe(imported.edited);
  expect(asked).toEqual([{ paths: ['/art'], folders: true }, 3]);
  expect([importing.plan, importing.done]).toEqual([null, { characters: 1, faces: 2, boxes: 1, problems: [] }]);
});

test('a name that is ticked or unticked is counted anew, and the names stay in their places', async () => {
  const { importing, asked } = importingWith();
  await importing.look('/art');
  await importing.toggle('night');
  await importing.toggle('Mika');
  expect(asked.slice(1)).toEqual([
    [3, ['Mika', 'Ren', 'night']],
    [3, ['Ren', 'night']],
  ]);
  expect(importing.plan?.names.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['Mika', false],
    ['Ren', true],
    ['night', true],
  ]);
});

test('a file dialog that is cancelled looks at nothing', async () => {
  const { importing, asked } = importingWith({}, null);
  await importing.pick('file');
  expect([asked, importing.plan, importing.busy]).toEqual([[], null, false]);
});

test('Escape ends what is being read, and only then the dialog', async () => {
  const read = Promise.withResolvers<ImportPlan>();
  const { importing, asked } = importingWith({ planImport: () => read.promise });
  const looking = importing.look('/art');
  importing.changed(['imports']);
  await Promise.resolve();
  expect(importing.progress).toEqual({ phase: 'reading', done: 1, total: 9 });
  await importing.close();
  read.resolve({ ...plan, cancelled: true });
  await looking;
  expect([asked, importing.open, importing.plan, importing.busy]).toEqual([['cancel'], true, null, false]);
  await importing.close();
  expect(importing.open).toBe(false);
});

test('boxes whose drawing was stopped leave the report as it was', async () => {
  const { importing } = importingWith({ applyImport: async () => ({ ...imported, cancelled: true }) });
  await importing.look('/art');
  await importing.apply();
  expect([importing.plan, importing.done]).toEqual([plan, null]);
});

test('what cannot be read is said in the dialog', async () => {
  const fail = async (): Promise<ImportPlan> => {
    throw new AppError('internal', 'x');
  };
  const { importing } = importingWith({ planImport: fail });
  await importing.look('/art');
  expect([importing.error?.code, importing.busy]).toEqual(['internal', false]);
});
