import { providerNames } from '../../contract/providers.ts';
import type { Diagnosis, LibraryHealth } from '../../contract/api/settings-api.ts';
import { diagnose } from '../../engine/diagnose.ts';
import { processorWords, whyRefused } from '../../engine/health/plain-words.ts';
import { readSettings } from '../../engine/settings/settings-file.ts';
import { command } from '../command.ts';
import { print } from '../print.ts';

/** Says what runs here and what is wrong. Answers 1 where something is. */
export const doctor = command({
  name: 'doctor',
  about: 'what runs here, and whether the library is sound',
  takes: {},
  options: {},
  async run(_, { library, models, modelsNamed, json }) {
    const settings = readSettings(library);
    const diagnosis = await diagnose(library, models, modelsNamed ? { ...settings, models: null } : settings);
    if (json) print.json(diagnosis);
    else for (const line of linesOf(diagnosis)) print.line(line);
    return diagnosis.problems.length > 0 ? 1 : 0;
  },
});

function linesOf({ versions, system, cores, processor, providers, models, library, problems }: Diagnosis): string[] {
  const { dramatis, node, onnxruntime, sqlite, sharp, libvips } = versions;
  return [
    `Dramatis ${dramatis} on ${system}, ${cores} cores`,
    `Node ${node} · onnxruntime ${onnxruntime} · SQLite ${sqlite} · sharp ${sharp} (libvips ${libvips})`,
    `Processor: ${processor ? processorWords(processor) : 'none'}`,
    ...providers.map(({ provider, refused }) =>
      refused ? `  no   ${whyRefused(provider, refused)}` : `  yes  ${providerNames[provider]}`,
    ),
    `Models: ${models.folder}`,
    ...models.networks.map(
      ({ file, version, intact }) =>
        `  ${intact ? 'yes' : 'no '}  ${file}, ${version}${intact ? '' : ': sha256 differs'}`,
    ),
    ...(library ? libraryLines(library) : ['Library: none yet']),
    ...(problems.length > 0 ? ['', ...problems.map((problem) => `Problem: ${problem}`)] : ['', 'All is well.']),
  ];
}

function libraryLines(library: LibraryHealth): string[] {
  const { path, bytes, pictures, faces, damage, brokenLinks, previews, missingFiles, offlineFolders } = library;
  const [newest] = library.backups;
  return [
    `Library: ${path}, ${megabytes(bytes)}, ${pictures} pictures, ${faces} faces`,
    `  ${damage.length === 0 && brokenLinks === 0 ? 'yes' : 'no '}  integrity and references`,
    `  ${previews.files} previews, ${megabytes(previews.bytes)}, ${previews.orphans} of pictures that are gone`,
    `  ${missingFiles} files not on disk${offlineFolders.map((folder) => `, ${folder} offline`).join('')}`,
    `  ${megabytes(library.freeBytes)} free`,
    `  ${library.backups.length} backups${newest ? `, the newest ${newest.path}` : ''}`,
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
