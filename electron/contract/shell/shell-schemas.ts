import { z } from 'zod';
import { stacksToTrash } from '../api/duplicates-api.ts';
import { forgiving, path } from '../checks.ts';
import { locales } from '../languages.ts';
import type { ShellApi } from './shell-api.ts';
import {
  defaultWindowSettings,
  groupShowings,
  pictureLayouts,
  stages,
  tileSizes,
  type WindowSettings,
} from './window-settings.ts';

// Checked by main: the page itself carries no zod, whose compiled checks its security policy forbids.

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...locales]),
  tileSize: z.int().min(tileSizes.smallest).max(tileSizes.largest),
  stage: z.enum(stages),
  pictureLayout: z.enum(pictureLayouts),
  fileNames: z.boolean(),
  stacks: z.boolean(),
  groupShows: z.enum(groupShowings),
} satisfies Record<keyof WindowSettings, z.ZodType>);

/** The settings as they are read from disk. */
export const storedSettingsSchema: z.ZodType<WindowSettings> = forgiving(settingsSchema, defaultWindowSettings);

const programId = z.string().regex(/^[0-9a-f]{16}$/);
const ids = z.array(z.int().positive()).min(1).max(10_000);

export const shellSchemas = {
  pickFolder: z.tuple([]),
  pickTarget: z.tuple([]),
  pickModels: z.tuple([]),
  pickPicture: z.tuple([]),
  pickImport: z.tuple([]),
  pickExport: z.tuple([z.enum(['csv', 'json', 'cast'])]),
  printExport: z.tuple([]),
  revealExport: z.tuple([]),
  listPrograms: z.tuple([]),
  addProgram: z.tuple([]),
  removeProgram: z.tuple([programId]),
  openPicture: z.tuple([z.int().positive(), programId.nullable()]),
  openShared: z.tuple([z.string().max(60), z.string().max(32_768)]),
  copyPicture: z.tuple([z.int().positive()]),
  revealPicture: z.tuple([z.int().positive()]),
  revealFolder: z.tuple([path]),
  dragFiles: z.tuple([z.union([z.strictObject({ pictures: ids }), z.strictObject({ characters: ids })])]),
  trashFiles: z.tuple([stacksToTrash]),
  restorableFiles: z.tuple([]),
  restoreTrashed: z.tuple([]),
  copyText: z.tuple([z.string().max(1_000_000)]),
  getSettings: z.tuple([]),
  setSettings: z.tuple([settingsSchema]),
} satisfies Record<keyof ShellApi, z.ZodType>;
