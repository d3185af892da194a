import { parseArgs } from 'node:util';
import type { System } from '../native-packages.ts';
import { SetUpError } from '../set-up/run.mjs';

export interface PackArguments {
  /** What it is packed for. */
  readonly system: System;
  /** Only the folder, as the end-to-end tests run it. */
  readonly folderOnly: boolean;
  /** With onnxruntime's part for NVIDIA cards. */
  readonly cuda: boolean;
}

const platforms = ['linux', 'win32', 'darwin'] as const;
const processors = ['x64', 'arm64'] as const;

/** Reads `--dir --cuda --platform win32 --arch x64`. Throws SetUpError on anything else. Pure. */
export function readPackArguments(args: readonly string[], here: System): PackArguments {
  const options = {
    dir: { type: 'boolean' },
    cuda: { type: 'boolean' },
    platform: { type: 'string' },
    arch: { type: 'string' },
  } as const;
  const { dir = false, cuda = false, platform = here.platform, arch = here.arch } = readOptions(args, options);
  return {
    system: { platform: oneOf(platforms, platform, 'platform'), arch: oneOf(processors, arch, 'arch') },
    folderOnly: dir,
    cuda,
  };
}

function readOptions<T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new SetUpError(
      `${error instanceof Error ? error.message : String(error)}\nKnown: --dir, --cuda, --platform, --arch`,
    );
  }
}

function oneOf<T extends string>(known: readonly T[], given: string, name: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new SetUpError(`--${name} is one of ${known.join(', ')}, not "${given}".`);
  return found;
}
