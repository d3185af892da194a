import type {
  Backup,
  EngineSettings,
  ModelFacts,
  ProviderFacts,
  SettingsApi,
  SettingsReport,
} from '../../electron/contract/settings-api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { Topic } from '../../electron/contract/library-api.ts';

const demoModels: ModelFacts = {
  folder: '/opt/Dramatis/resources/models',
  problem: null,
  networks: [
    { file: 'detector.onnx', version: 'detector-2', licence: 'MIT', sha256: '3'.repeat(64), intact: true },
    { file: 'embedder.onnx', version: 'embedder-3', licence: 'MIT', sha256: 'c'.repeat(64), intact: true },
  ],
};

const demoProviders: readonly ProviderFacts[] = [
  { provider: 'cuda', refused: { reason: 'library-missing', detail: 'libcudnn.so.9' } },
  { provider: 'dml', refused: { reason: 'other-system', detail: '' } },
  { provider: 'coreml', refused: { reason: 'other-system', detail: '' } },
  { provider: 'webgpu', refused: null },
  { provider: 'cpu', refused: null },
];

/** Settings in the page's memory. A models folder whose path says `broken` cannot be used. */
export class DemoSettings implements SettingsApi {
  readonly #changed: (topics: readonly Topic[]) => void;
  #backups: Backup[] = [
    { path: '/home/mika/.config/Dramatis/library/backups/library-2026-11-24.db', atMs: 1_795_500_000_000, bytes: 48e6 },
  ];
  #settings: EngineSettings = {
    processor: 'auto',
    threads: null,
    cacheMegabytes: 2_048,
    models: null,
    backupFolder: null,
    backups: 5,
  };

  constructor(changed: (topics: readonly Topic[]) => void) {
    this.#changed = changed;
  }

  settings = async (): Promise<SettingsReport> => {
    const models = { ...demoModels, folder: this.#settings.models ?? demoModels.folder };
    return { settings: this.#settings, models, modelsProblem: null, cores: 8 };
  };

  changeSettings = async (changes: Partial<EngineSettings>): Promise<SettingsReport> => {
    if (changes.models?.includes('broken')) throw new AppError('model-invalid', 'models.json cannot be read');
    this.#settings = { ...this.#settings, ...changes };
    this.#changed(['settings']);
    return this.settings();
  };

  providers = async (): Promise<readonly ProviderFacts[]> => demoProviders;

  listBackups = async (): Promise<readonly Backup[]> => this.#backups;

  backUp = async (): Promise<Backup> => {
    const path = '/home/mika/.config/Dramatis/library/backups/library-now.db';
    const backup = { path, atMs: Date.now(), bytes: 48e6 };
    this.#backups = [backup, ...this.#backups];
    return backup;
  };
}
