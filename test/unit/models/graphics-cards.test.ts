import { expect, test } from 'vitest';
import { countDrivers, readCards, strongestOf } from '../../../electron/engine/models/cards/graphics-cards.ts';
import { listCards, strongestCard } from '../../../electron/engine/models/cards/list-cards.ts';

const notebook = [
  '0 134217728 Intel(R) Iris(R) Xe Graphics',
  '0 8405385216 NVIDIA GeForce RTX 4070 Laptop GPU',
  '2 0 Microsoft Basic Render Driver',
  '',
].join('\r\n');

const driver = (number: string, name: string) => `
HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}\\${number}
    DriverDesc    REG_SZ    ${name}
`;
const oneDriver = `${driver('0000', 'Intel(R) Iris(R) Xe Graphics')}\nEnd of search: 1 match(es) found.\n`;
const twoDrivers = oneDriver + driver('0001', 'NVIDIA GeForce RTX 4070 Laptop GPU');

test('DirectML is given the graphics card with the most memory of its own, wherever it stands in the list', async () => {
  const asked: string[] = [];
  const card = await strongestCard(async (program) => {
    asked.push(program);
    return program === 'reg.exe' ? twoDrivers : notebook;
  });
  expect([card, asked.length]).toEqual([1, 2]);
});

test('where there is one card, PowerShell is not started', async () => {
  const asked: string[] = [];
  const card = await strongestCard(async (program) => {
    asked.push(program);
    return oneDriver;
  });
  expect([card, asked]).toEqual([0, ['reg.exe']]);
});

test.each([
  [
    'a company forbids scripts',
    'At line:1 char:1\n+ Add-Type ... Cannot add type. Definition of new types is not supported in this language mode.',
  ],
  ['nothing is said', ''],
])('Windows’ own choice stays where %s', async (_why, said) => {
  const run = async (program: string) => (program === 'reg.exe' ? twoDrivers : said);
  expect(await strongestCard(run)).toBe(0);
});

test('Windows’ own choice stays where no program starts', async () => {
  expect(await strongestCard(() => Promise.reject(new Error('ENOENT')))).toBe(0);
});

test('a card on the processor is never taken, and of two alike the first', () => {
  const cards = readCards('2 99999999999 Software\n0 4096 A\n0 4096 B\n');
  expect(cards.map(({ name, memory, isSoftware }) => [name, memory, isSoftware])).toEqual([
    ['Software', 99999999999, true],
    ['A', 4096, false],
    ['B', 4096, false],
  ]);
  expect(strongestOf(cards)).toBe(1);
});

test('drivers are counted by what they say of memory', () => {
  expect([countDrivers(twoDrivers), countDrivers('End of search: 0 match(es) found.')]).toEqual([2, 0]);
});

test.runIf(process.platform === 'win32')('Windows lists its cards, its own on the processor among them', async () => {
  expect((await listCards()).filter(({ isSoftware }) => isSoftware)).not.toEqual([]);
});
