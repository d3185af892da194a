import type { Processor } from '../../contract/providers.ts';
import { processorWords } from './plain-words.ts';
import { cores, system, versions } from './versions.ts';

/** What runs here, in one line. `processor`: null where the models cannot be used. */
export function factsLine(processor: Processor | null): string {
  const { dramatis, node, onnxruntime, sqlite, sharp, libvips } = versions();
  const parts = [
    `Dramatis ${dramatis}`,
    `${system()}, ${cores()} cores`,
    `Node ${node}`,
    `onnxruntime ${onnxruntime}`,
    `SQLite ${sqlite}`,
    `sharp ${sharp} (libvips ${libvips})`,
    processor ? processorWords(processor) : 'no models',
  ];
  return parts.join(' · ');
}
