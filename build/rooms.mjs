/**
 * Every room of the engine and of the window, from the top floor down, with what it is. A room imports its own files and those of the rooms
 * below it in its list, nothing above: `dependency-cruiser.mjs` holds that. A new room gets its line here.
 * @typedef {Readonly<Record<string, string>>} Rooms
 */

/**
 * In `electron/engine`. Files that lie in no room (`main.ts`, `serve.ts`, `engine.ts` …) are above them all. A room may also import
 * `electron/contract` and `electron/disk`.
 * @satisfies {Rooms}
 */
export const engineRooms = {
  calls: 'the calls of the API by subject; other rooms keep their own `*-calls.ts`',
  studio: 'a team’s shared cast: push, pull, the calls for it',
  'studio/pictures': 'what models saw in pictures, told once for the whole team, and searched',
  'studio/places': 'folders that the team has a name for, and what lies below them',
  'studio/server': 'PostgreSQL: its schema and functions, the connection, its errors',
  'studio/facts': 'an edit as facts with names that hold on every machine, out and in',
  settings: 'what the artist chose for the engine; backups by name; which models',
  health: 'what works on this machine, and whether the library is sound',
  import: 'names that exist elsewhere, matched with the library and taken in',
  'import/sources': 'readers of such names: XMP, digiKam, Picasa, Eagle, tables, folders',
  'folder-tree': 'folders as they lie in each other, and what they hold',
  overview: 'the library as a whole: faces by month, how alike groups are',
  map: 'the map of faces in two dimensions: its thread and its file',
  'map/layout': 'pure: where each vector lies on the map',
  duplicates: 'copies and versions of pictures: finding and comparing them',
  'duplicates/judging': 'pure: how sure two pictures are copies or versions; stacks of them',
  export: 'tables, XMP, captions and the cast sheet',
  review: 'questions to the artist, and how sure they are',
  catalogue: 'series, outfits, other names, tags, stars, notes: edits with undo',
  edits: 'what an artist does to groups and faces, with undo; sorting by samples',
  similarity: 'what a cosine means here: calibration, bands, finding by sample',
  query: 'a search (parsed by the contract) to SQL and vectors',
  rename: 'renaming: calls, thread, recovery',
  'rename/survey': 'the disk before a plan: which names are taken, what ignores case',
  'rename/batch': 'a batch of renames in journalled steps, all or none',
  'rename/planning': 'pure: which file gets which name, and what stands against it',
  'rename/naming': 'pure: a template to a file name',
  pipeline: 'from a file to stored faces: queue, one file’s way, when to group',
  'pipeline/hashing': 'what a large file is known by, in a thread of its own',
  'pipeline/folders': 'the `file` table kept equal to the disk: scan and watch',
  grouping: 'which faces to group anew, and writing what comes out',
  adaptation: 'pure: how one library’s vectors and thresholds differ from the usual',
  clustering: 'pure: a graph of faces to groups under constraints; the threads for it and for `vectors`',
  vectors: 'pure: tables of vectors, nearest neighbours, kernels',
  models: 'the networks: sessions, execution providers, their thread',
  'models/cards': 'which graphics cards there are, and what CUDA lacks',
  previews: 'previews, tiles and crops of pictures, and their cache on disk',
  metadata: 'XMP inside picture files',
  pictures: 'decoding: a file to upright sRGB pixels, by libvips or a reader',
  'pictures/reading': 'the thread in which readers of other formats run, with limits',
  'pictures/formats/dds': 'reader of DDS',
  'pictures/formats/magick': 'reader of what ImageMagick in WebAssembly decodes',
  'pictures/formats/psd': 'reader of PSD and PSB',
  'pictures/formats/sai': 'reader of SAI’s thumbnail',
  'pictures/formats/clip': 'reader of Clip Studio’s preview',
  'pictures/formats/zip': 'readers of pictures in a ZIP: KRA, ORA, Procreate',
  'pictures/formats/embedded': 'readers of previews that lie in other files: Affinity, MDP, PDN, XMP',
  'pictures/formats/hdr': 'readers of Radiance HDR and OpenEXR, tone-mapped',
  'pictures/formats/tga': 'reader of TGA',
  'pictures/formats/aseprite': 'reader of Aseprite',
  'pictures/formats/xcf': 'reader of XCF',
  'pictures/formats/tiff': 'a TIFF around planes, for libvips',
  'pictures/formats/layers': 'pure: blending layers; colours',
  'pictures/formats': 'what a reader is, and what its result is',
  'pictures/limits': 'how large a picture may be; why a file is skipped',
  vision: 'pure: what the networks are given, and what their outputs mean',
  wasm: 'text for WebAssembly kernels',
  threads: 'one way to talk to a thread',
  flow: 'budgets, batches, gates',
  'store/home': 'where a library may lie',
  'store/backups': 'copies of the database, and restoring them',
  'store/renames': 'statements of batches of renames',
  store: 'SQLite: one table’s statements a file',
  'store/pictures': 'statements of pictures, their lists, looks and stacks',
  'store/lists': 'whole lists of pictures, and when they are read anew',
  'store/faces': 'statements of faces and their boxes',
  'store/catalogue': 'statements of series, outfits, other names, tags, stars',
  'store/migrations': 'the schema, one step a file',
};

/**
 * In `renderer`. `main.ts`, `App.svelte` and `open-window.ts` are above them all. A feature that only the shell imports need not stand in an
 * order: those are `lonelyFeatures`. A room may also import `electron/contract`.
 * @satisfies {Rooms}
 */
export const rendererRooms = {
  shell: 'wiring, sidebar, status bar, which view is open: knows every feature',
  intake: 'what is dropped on the window or opened with it',
  settings: 'the settings dialog',
  history: 'edits and renames of the past',
  overview: 'the page of the library as a whole: cast, time, series, sureness',
  'overview/map': 'the map of faces: camera, lasso, drawing',
  sorting: 'sorting a library by a folder of samples',
  rename: 'renaming files: the view',
  'rename/form': 'renaming: template, rules, presets',
  'rename/table': 'renaming: the table of old and new names',
  'rename/state': 'renaming: its state',
  export: 'the dialog of exports',
  review: 'questions and answers, thresholds, how sure',
  find: 'finding a character by a sample',
  studio: 'the state of the team’s studio, as the window shows it',
  groups: 'the page of all groups, and the page of one',
  search: 'the page of a search by text and filters',
  pictures: 'grids of whole pictures; pictures without a face',
  query: 'the field of the search language: chips, completion',
  faces: 'grids of faces',
  regrouping: 'Regroup: what would change, to take or leave',
  folders: 'watched folders, skipped files, the first start',
  drag: 'dragging faces and groups, and the tray for them',
  preview: 'one picture large, its boxes, comparing',
  'preview/zoom': 'zoom, pan and tiles of the preview',
  catalogue: 'series, outfits, other names, tags, stars, notes: fields and dialogs',
  edits: 'merge, name, give away: their dialogs',
  splitting: 'the table of a split',
  characters: 'lists and pickers of characters',
  criteria: 'filters of faces',
  images: 'faces and pictures as images',
  lists: 'lists that arrive in pages',
  library: 'the state of the library, asked for anew when the engine says so',
  files: 'opening, revealing, copying files',
  navigation: 'which page is open, back and forward',
  toasts: 'messages that pass',
  grid: 'a virtual grid with selection and keys; knows no feature',
  ui: 'controls; knows no feature',
  commands: 'the table of commands and keys',
  i18n: 'words in the artist’s language',
  bridge: 'the line to the engine and to main; for the shell alone',
};

/**
 * Features of the window that only the shell imports, each importing any room of `rendererRooms` but the shell.
 * @satisfies {Rooms}
 */
export const lonelyFeatures = {
  duplicates: 'copies and versions of pictures, side by side',
  import: 'taking in names from elsewhere',
  rescue: 'a library that does not open',
};

/** Functions of their arguments: no disk, no database, no process. The threads that run them elsewhere are named `*-threads.ts`, `*-worker.ts`. */
export const pureRooms = [
  'duplicates/judging',
  'rename/planning',
  'rename/naming',
  'adaptation',
  'clustering',
  'map/layout',
  'vectors',
  'pictures/formats/layers',
  'vision',
];
