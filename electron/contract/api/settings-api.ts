import { z } from 'zod';
import { path } from '../checks.ts';
import { processorChoices, type ExecutionProvider, type Processor, type ProcessorFallback } from '../providers.ts';

/** What the engine does, apart from what a command or a window asks for. Kept beside the library. */
export const engineSettingsSchema = z.strictObject({
  /** `auto`: the fastest that works. Another one gives way to the CPU where it does not work. */
  processor: z.enum(processorChoices),
  /** Of the processor; null: as many as suit the machine. */
  threads: z.int().min(1).max(256).nullable(),
  /** What previews may take on disk. */
  cacheMegabytes: z.int().min(64).max(1_048_576),
  /** A folder with models.json and its networks; null: the app's own. */
  models: path.nullable(),
  /** Where copies of the library go; null: beside it. */
  backupFolder: path.nullable(),
  /** How many copies are kept, one per session with changes; 0: none is made. */
  backups: z.int().min(0).max(100),
  /** What is left out below the folders, as in a .gitignore: `drafts/`, `*_old.png`. */
  exclude: z.array(z.string().trim().min(1).max(4_096)).max(1_000),
});

export type EngineSettings = Readonly<z.infer<typeof engineSettingsSchema>>;

export const defaultSettings: EngineSettings = {
  processor: 'auto',
  threads: null,
  // About 400,000 faces.
  cacheMegabytes: 2_048,
  models: null,
  backupFolder: null,
  backups: 5,
  exclude: [],
};

/** What `dramatis settings` calls them, in its order. What can stand after a name follows from the schema. */
export const settingNames: Readonly<Record<keyof EngineSettings, { readonly name: string; readonly unit?: string }>> = {
  processor: { name: 'processor' },
  threads: { name: 'threads' },
  cacheMegabytes: { name: 'cache', unit: 'MB' },
  models: { name: 'models' },
  backupFolder: { name: 'backup-folder' },
  backups: { name: 'backups' },
  exclude: { name: 'exclude' },
};

/** A network of models.json, and whether the file is the one that it describes. */
export interface NetworkFacts {
  readonly file: string;
  readonly version: string;
  readonly licence: string;
  readonly sha256: string;
  readonly intact: boolean;
}

export interface ModelFacts {
  readonly folder: string;
  /** Why the folder cannot be used, in English; null where it can. */
  readonly problem: string | null;
  readonly networks: readonly NetworkFacts[];
}

export interface SettingsReport {
  readonly settings: EngineSettings;
  /** The models in use. */
  readonly models: ModelFacts;
  /** Why the chosen models folder is not in use; null where it is, or none was chosen. */
  readonly modelsProblem: string | null;
  readonly cores: number;
}

/** Whether an execution provider runs the networks on this machine. */
export interface ProviderFacts {
  readonly provider: ExecutionProvider;
  /** Null where it works. */
  readonly refused: Pick<ProcessorFallback, 'reason' | 'detail'> | null;
}

export interface Backup {
  readonly path: string;
  readonly atMs: number;
  readonly bytes: number;
}

export interface LibraryHealth {
  readonly path: string;
  readonly bytes: number;
  readonly pictures: number;
  readonly faces: number;
  /** SQLite's integrity_check: what is wrong, nothing where all is well. */
  readonly damage: readonly string[];
  /** Rows that refer to rows that are gone. */
  readonly brokenLinks: number;
  readonly previews: { readonly files: number; readonly bytes: number; readonly orphans: number };
  /** Files that the library names and that are not on disk; those of folders that cannot be reached now are not counted. */
  readonly missingFiles: number;
  readonly offlineFolders: readonly string[];
  readonly freeBytes: number;
  /** Newest first. */
  readonly backups: readonly Backup[];
}

export type VersionFacts = Readonly<
  Record<'dramatis' | 'node' | 'onnxruntime' | 'sqlite' | 'sharp' | 'libvips', string>
>;

/** What `dramatis doctor` says. */
export interface Diagnosis {
  readonly versions: VersionFacts;
  /** Platform, architecture and release of the system. */
  readonly system: string;
  readonly cores: number;
  /** What would run the networks; null where the models cannot be used. */
  readonly processor: Processor | null;
  readonly providers: readonly ProviderFacts[];
  readonly models: ModelFacts;
  readonly settings: EngineSettings;
  /** Null where there is no library yet. */
  readonly library: LibraryHealth | null;
  /** What is wrong, in plain English; nothing where all is well. */
  readonly problems: readonly string[];
}

export interface SettingsApi {
  settings(): Promise<SettingsReport>;
  /**
   * Takes effect at once; what is being indexed goes on. Throws `model-invalid` where another models folder cannot be used, and
   * changes nothing then.
   */
  changeSettings(changes: Partial<EngineSettings>): Promise<SettingsReport>;
  /** Tries every processor that there could be, with a real run. */
  providers(): Promise<readonly ProviderFacts[]>;
  /** Newest first. */
  listBackups(): Promise<readonly Backup[]>;
  /** Copies the library now, and verifies the copy. Throws `backup-failed`. */
  backUp(): Promise<Backup>;
}

export const settingsSchemas = {
  settings: z.tuple([]),
  changeSettings: z.tuple([engineSettingsSchema.partial()]),
  providers: z.tuple([]),
  listBackups: z.tuple([]),
  backUp: z.tuple([]),
} satisfies Record<keyof SettingsApi, z.ZodType>;
