import { ImageMagick, initializeImageMagick, ResourceLimits, type IConfigurationFiles } from '@imagemagick/magick-wasm';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { largestBytes, maxPixels } from '../../limits/limits.ts';

const wasm = '@imagemagick/magick-wasm/magick.wasm';
/** Longer than any picture's side, and short of what a coder could be made to count to. */
const longestSide = 65_536n;
/** Of pictures in one file: an icon has a dozen, a texture with mip maps some more. */
const mostPictures = 512n;

/** What of ImageMagick may run: these coders, and nothing that fetches, writes, or interprets text. */
const coders = ['BMP', 'DDS', 'HEIC', 'ICON', 'JXL', 'QOI'] as const;

/** A coder of ImageMagick, by its own name. */
export type Coder = (typeof coders)[number];

let compiled: Promise<WebAssembly.Module> | undefined;
let opened: Promise<void> | undefined;

/** Loads ImageMagick the first time that it is needed; that takes half a second. */
export async function openMagick(): Promise<void> {
  compiled ??= readFile(createRequire(import.meta.url).resolve(wasm)).then((bytes) => WebAssembly.compile(bytes));
  await (opened ??= open(await compiled));
}

/** Lets go of its memory, which only ever grows: the next picture is read in a new one. */
export function renewMagick(): void {
  opened = undefined;
  // It initialises itself once. This is where it keeps what it has initialised.
  Object.assign(ImageMagick, { _api: undefined });
}

async function open(module: WebAssembly.Module): Promise<void> {
  await initializeImageMagick(module, configuration());
  ResourceLimits.width = longestSide;
  ResourceLimits.height = longestSide;
  ResourceLimits.area = BigInt(maxPixels);
  ResourceLimits.memory = BigInt(largestBytes);
  ResourceLimits.maxMemoryRequest = BigInt(largestBytes);
  ResourceLimits.disk = 0n;
  ResourceLimits.listLength = mostPictures;
}

/** Rights are taken from everything, then given back to the coders that rows of the table name. */
function configuration(): IConfigurationFiles {
  const policy = {
    fileName: 'policy.xml',
    data: `<policymap>
      <policy domain="delegate" rights="none" pattern="*"/>
      <policy domain="filter" rights="none" pattern="*"/>
      <policy domain="path" rights="none" pattern="@*"/>
      <policy domain="coder" rights="none" pattern="*"/>
      <policy domain="coder" rights="read" pattern="{${coders.join(',')}}"/>
    </policymap>`,
  };
  const log = { fileName: 'log.xml', data: '<logmap><log events="None"/></logmap>' };
  return {
    policy,
    log,
    *all() {
      yield policy;
      yield log;
    },
  };
}
