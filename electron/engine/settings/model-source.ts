import { AppError } from '../../contract/errors.ts';
import type { EngineSettings, ModelFacts } from '../../contract/api/settings-api.ts';
import { modelFacts } from '../models/load-manifest.ts';
import { openModels, type ModelOptions, type Models } from '../models/session.ts';

/** Opens the models that the settings name. */
export class ModelSource {
  /** Folder of the app's own models. */
  readonly #own: string;
  #folder: string;
  #problem: string | null = null;

  constructor(own: string) {
    this.#own = own;
    this.#folder = own;
  }

  /** Why the chosen folder is not in use; null where it is, or none was chosen. */
  get problem(): string | null {
    return this.#problem;
  }

  /** The first models of a run: where the chosen ones cannot be used, the app's own stand in. Throws `model-invalid`. */
  async start(settings: EngineSettings): Promise<Models> {
    try {
      return await this.open(settings);
    } catch (error) {
      if (!(error instanceof AppError) || settings.models === null) throw error;
      const models = await this.open({ ...settings, models: null });
      this.#problem = error.subject;
      return models;
    }
  }

  /** Throws `model-invalid`, and what is in use stays so. */
  async open(settings: EngineSettings): Promise<Models> {
    const folder = settings.models ?? this.#own;
    const models = await openModels(folder, modelOptions(settings));
    this.#folder = folder;
    this.#problem = null;
    return models;
  }

  /** Looks at a folder without loading what is in it. Throws `model-invalid`. */
  async check({ models }: EngineSettings): Promise<void> {
    const { problem } = await modelFacts(models ?? this.#own);
    if (problem !== null) throw new AppError('model-invalid', problem);
  }

  /** What is in use. */
  facts(): Promise<ModelFacts> {
    return modelFacts(this.#folder);
  }
}

/** What the settings say of the processor. */
export function modelOptions({ processor, threads }: EngineSettings): ModelOptions {
  return {
    ...(threads === null ? {} : { threads }),
    ...(processor === 'auto' ? {} : { providers: [processor] }),
  };
}
