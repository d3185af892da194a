import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FileMemory } from '../../../electron/engine/pictures/file-memory.ts';

const megabyte = 1024 * 1024;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the memory of a large file is used again for the next one, which sees its own length', () => {
  const memory = new FileMemory(128 * megabyte);
  const first = memory.lend(10 * megabyte);
  const { buffer } = first.bytes;
  first[Symbol.dispose]();
  const second = memory.lend(9 * megabyte + 1);
  expect(second.bytes.buffer).toBe(buffer);
  expect(second.bytes.length).toBe(9 * megabyte + 1);
});

test('two files at the same time never share memory', () => {
  const memory = new FileMemory(128 * megabyte);
  const [a, b] = [memory.lend(8 * megabyte), memory.lend(8 * megabyte)];
  expect(a.bytes.buffer).not.toBe(b.bytes.buffer);
});

test('what is kept makes room for what is needed: together no more than there may be', () => {
  const memory = new FileMemory(64 * megabyte);
  for (const lent of [memory.lend(20 * megabyte), memory.lend(30 * megabyte)]) lent[Symbol.dispose]();
  expect(memory.kept).toBe(52 * megabyte);
  const large = memory.lend(40 * megabyte);
  expect(memory.kept).toBe(20 * megabyte);
  large[Symbol.dispose]();
  expect(memory.kept).toBe(60 * megabyte);
});

test('one that is larger than all memory for files is lent, and not kept', () => {
  const memory = new FileMemory(16 * megabyte);
  const huge = memory.lend(40 * megabyte);
  expect(huge.bytes.length).toBe(40 * megabyte);
  huge[Symbol.dispose]();
  expect(memory.kept).toBe(0);
});

test('a moment after the last file nothing is kept', () => {
  const memory = new FileMemory(64 * megabyte);
  memory.lend(8 * megabyte)[Symbol.dispose]();
  vi.advanceTimersByTime(4_000);
  memory.lend(8 * megabyte)[Symbol.dispose]();
  vi.advanceTimersByTime(4_000);
  expect(memory.kept).toBe(8 * megabyte);
  vi.advanceTimersByTime(2_000);
  expect(memory.kept).toBe(0);
});

test('small files have memory of their own, empty once it is given back', () => {
  const memory = new FileMemory(64 * megabyte);
  const { bytes, [Symbol.dispose]: giveBack } = memory.lend(1_000);
  expect(bytes.buffer.byteLength).toBe(1_000);
  giveBack();
  expect(bytes.length).toBe(0);
  expect(memory.kept).toBe(0);
});
