import type { Processor } from '../contract/providers.ts';
import type {
  Diagnosis,
  EngineSettings,
  LibraryHealth,
  ModelFacts,
  ProviderFacts,
} from '../contract/api/settings-api.ts';
import { loadManifest, modelFacts } from './models/load-manifest.ts';
import { probeProviders } from './models/probe.ts';
import { threadsOf } from './models/session.ts';
import { backupFolder } from './settings/library-backups.ts';
import { readSettings } from './settings/settings-file.ts';
import { runHealthJob } from './health/health-thread.ts';
import { whyRefused } from './health/plain-words.ts';
import { cores, system, versions } from './health/versions.ts';

/** Below this, indexing soon fails for want of room. */
const tightBytes = 1024 ** 3;

/**
 * Looks at everything that Dramatis stands on. Opens the library for reading only: an app that has it open is not disturbed.
 * `ownModels`: the folder to look at where the settings name none.
 */
export async function diagnose(
  library: string,
  ownModels: string,
  settings = readSettings(library),
): Promise<Diagnosis> {
  const models = await modelFacts(settings.models ?? ownModels);
  const providers = models.problem === null ? await probeProviders(await loadManifest(models.folder)) : [];
  const health = await runHealthJob('health', library, backupFolder(library, settings));
  return {
    versions: versions(),
    system: system(),
    cores: cores(),
    processor: processorFor(settings, providers),
    providers,
    models,
    settings,
    library: health,
    problems: [...modelProblems(models), ...processorProblems(settings, providers), ...libraryProblems(health)],
  };
}

/** What the engine would choose. */
function processorFor(settings: EngineSettings, facts: readonly ProviderFacts[]): Processor | null {
  const wanted = facts.filter(({ provider }) => [provider, 'auto'].includes(settings.processor) || provider === 'cpu');
  const chosen = wanted.findIndex(({ refused }) => refused === null);
  const provider = wanted[chosen]?.provider;
  if (provider === undefined) return null;
  const refused = wanted.slice(0, chosen).flatMap((fact) => {
    return fact.refused ? [{ provider: fact.provider, ...fact.refused }] : [];
  });
  return { provider, threads: threadsOf(settings.threads), refused };
}

function modelProblems({ folder, problem }: ModelFacts): string[] {
  return problem === null ? [] : [`The models in ${folder} cannot be used: ${problem}`];
}

/** That a machine has no CUDA is no problem, unless it was asked for. */
function processorProblems({ processor }: EngineSettings, facts: readonly ProviderFacts[]): string[] {
  const asked = facts.find(({ provider }) => provider === processor);
  return asked?.refused ? [`${whyRefused(asked.provider, asked.refused)}; the CPU is used instead`] : [];
}

function libraryProblems(health: LibraryHealth | null): string[] {
  if (!health) return [];
  const { damage, brokenLinks, freeBytes, path } = health;
  const [first] = damage;
  return [
    ...(first === undefined ? [] : [`The library is damaged: ${first}. Restore a backup: dramatis restore <file>`]),
    ...(brokenLinks > 0 ? [`The library has ${brokenLinks} rows that refer to rows that are gone`] : []),
    ...(freeBytes < tightBytes ? [`The disk of ${path} has ${Math.round(freeBytes / 1024 ** 2)} MB left`] : []),
  ];
}
