import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyNotOn } from '../../../build/set-up/this-machine.mjs';

test.each([
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['win32', 'arm64'],
] as const)('on %s %s it runs, for onnxruntime has files for it', (platform, arch) => {
  expect(whyNotOn(platform, arch)).toBeNull();
  const binaries = join(import.meta.dirname, '../../../node_modules/onnxruntime-node/bin/napi-v6');
  expect(existsSync(join(binaries, platform, arch, 'onnxruntime_binding.node'))).toBe(true);
});

test('whoever has a Mac with an Intel processor is told so, and not left with an engine that dies', () => {
  expect(whyNotOn('darwin', 'x64')).toMatch(/Apple silicon/);
});

test('other machines are told what there is', () => {
  expect(whyNotOn('linux', 'riscv64')).toMatch(/linux-x64, linux-arm64/);
});
