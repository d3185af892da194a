import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { forgiving } from '../../contract/checks.ts';
import { defaultSettings, engineSettingsSchema, type EngineSettings } from '../../contract/api/settings-api.ts';
import { writeOverSync } from '../../disk/write-over.ts';

const stored: z.ZodType<EngineSettings> = forgiving(engineSettingsSchema, defaultSettings);

export function cacheBytes({ cacheMegabytes }: EngineSettings): number {
  return cacheMegabytes * 1024 ** 2;
}

/** What stands in the library's `settings.json`; what is missing or makes no sense there is as by default. */
export function readSettings(library: string): EngineSettings {
  return stored.parse(readJson(join(library, 'settings.json')));
}

/** A crash leaves the old file or the new one. */
export function writeSettings(library: string, settings: EngineSettings): void {
  mkdirSync(library, { recursive: true });
  writeOverSync(join(library, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

function readJson(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // Missing or not JSON: the defaults answer both.
  }
}
