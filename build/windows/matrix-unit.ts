import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../set-up/run.mjs';
import { installWithApt, onPath } from '../set-up/system-libraries.mjs';

/**
 * Linux lends the matrix registers of a processor (AMX) only to a process that asks, and forgets that when another program is loaded into it. onnxruntime
 * for Windows uses them unasked, which ends the process with an illegal instruction. So a library that asks is loaded before Wine.
 * The numbers: ARCH_REQ_XCOMP_PERM and XFEATURE_XTILEDATA, https://docs.kernel.org/arch/x86/xstate.html
 */
const asks = `
#include <sys/syscall.h>
#include <unistd.h>
__attribute__((constructor)) static void ask(void) { syscall(SYS_arch_prctl, 0x1023, 18); }
`;

const library = '/usr/lib/ask-for-matrix-unit.so';

/** What has to stand in the environment of programs in Wine on this processor; a library for it is put into `system`. */
export async function forMatrixUnit(system: string, show: (said: string) => void): Promise<readonly string[]> {
  if (!/\bamx_tile\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))) return [];
  if (!onPath('gcc')) await installWithApt(['gcc', 'libc6-dev'], show);
  const source = join(system, 'usr/src/ask-for-matrix-unit.c');
  writeFileSync(source, asks);
  await run('gcc', ['-shared', '-fPIC', '-o', join(system, library), source]);
  return [`LD_PRELOAD=${library}`];
}
