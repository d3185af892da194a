import type { z } from 'zod';
import { catalogueSchemas, type CatalogueApi } from './catalogue-api.ts';
import { exportSchemas, type ExportApi } from './export-api.ts';
import { importSchemas, type ImportApi } from './import-api.ts';
import { mapSchemas, type MapApi } from './map-api.ts';
import { librarySchemas, type LibraryApi, type IndexingProgress, type Topic } from './library-api.ts';
import { folderTreeSchemas, type FolderTreeApi } from './folder-tree-api.ts';
import { facesSchemas, type FacesApi } from './faces-api.ts';
import { duplicatesSchemas, type DuplicatesApi } from './duplicates-api.ts';
import { editsSchemas, type EditsApi } from './edits-api.ts';
import { groupingSchemas, type GroupingApi } from './grouping-api.ts';
import { findSchemas, type FindApi } from './find-api.ts';
import { querySchemas, type QueryApi } from './query-api.ts';
import { reviewSchemas, type ReviewApi } from './review-api.ts';
import { overviewSchemas, type OverviewApi } from './overview-api.ts';
import { picturesSchemas, type PicturesApi } from './pictures-api.ts';
import { previewSchemas, type PreviewApi } from './preview-api.ts';
import { renameSchemas, type RenameApi } from '../rename/rename-api.ts';
import { rescueSchemas, type RescueApi } from './rescue-api.ts';
import { settingsSchemas, type SettingsApi } from './settings-api.ts';
import { studioSchemas, type StudioApi } from './studio-api.ts';

/** Everything the engine does, by subject. All calls are asynchronous across processes; all may throw an AppError. */
export interface EngineApi
  extends
    LibraryApi,
    FolderTreeApi,
    FacesApi,
    PicturesApi,
    EditsApi,
    CatalogueApi,
    GroupingApi,
    FindApi,
    QueryApi,
    MapApi,
    OverviewApi,
    ReviewApi,
    PreviewApi,
    RenameApi,
    ExportApi,
    ImportApi,
    DuplicatesApi,
    SettingsApi,
    StudioApi {}

/** What the engine's process answers: the calls of an open library, and those for one that does not open. */
export interface ServedApi extends EngineApi, RescueApi {}

/** What the engine announces, to every listener, at most a few times a second. */
export interface EngineEvents {
  progress(progress: IndexingProgress): void;
  /** Something of these topics is different now: ask again for what is on screen. */
  changed(topics: readonly Topic[]): void;
}

/** Argument schemas of every call. A method that is not in this table cannot be called: it is the allow-list too. */
export const engineSchemas = {
  ...librarySchemas,
  ...folderTreeSchemas,
  ...facesSchemas,
  ...picturesSchemas,
  ...editsSchemas,
  ...catalogueSchemas,
  ...groupingSchemas,
  ...findSchemas,
  ...querySchemas,
  ...mapSchemas,
  ...overviewSchemas,
  ...reviewSchemas,
  ...previewSchemas,
  ...renameSchemas,
  ...exportSchemas,
  ...importSchemas,
  ...duplicatesSchemas,
  ...settingsSchemas,
  ...studioSchemas,
  ...rescueSchemas,
} satisfies Record<keyof ServedApi, z.ZodType>;
