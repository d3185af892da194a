import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What onnxruntime's part for CUDA needs of the system: CUDA 13, cuDNN 9, and the driver. */
const needed = [
  'libcuda.so.1',
  'libcudart.so.13',
  'libcublas.so.13',
  'libcublasLt.so.13',
  'libcurand.so.10',
  'libcudnn.so.9',
];

/** Why the part for CUDA does not load: the system loader's message, which names all missing libraries instead of only the first. */
export function cudaLoaderWords(): string {
  const onnxruntime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const part = join(onnxruntime, 'bin/napi-v6', process.platform, process.arch, 'libonnxruntime_providers_cuda.so');
  const words = loaderWords(part);
  if (words.includes('libonnxruntime_providers')) return words;
  const missing = needed.filter((library) => loaderWords(library).includes('cannot open shared object file'));
  return missing.length > 0 ? `${missing.join(', ')}: cannot open shared object file` : words;
}

/** Loads a plain shared library and answers the loader's error text; empty if it loads. */
function loaderWords(file: string): string {
  try {
    process.dlopen({ exports: {} }, file);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
