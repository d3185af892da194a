const source = (/** @type {string} */ path) => `^electron/${path}`;
const packages = (/** @type {string[]} */ ...names) => names.map((name) => `node_modules/${name}(/|$)`);
const nodeBuiltins = '^(node:|fs|path|os|crypto|stream|util|child_process|worker_threads|events)';

/** The rooms of the engine, from the top floor down. What is not in a room is above all of them. */
const engineFloors = [
  'calls',
  'studio',
  'studio/server',
  'studio/facts',
  'settings',
  'health',
  'import',
  'import/sources',
  'duplicates',
  'duplicates/judging',
  'export',
  'review',
  'catalogue',
  'edits',
  'search',
  'query',
  'rename',
  'rename/survey',
  'rename/batch',
  'rename/planning',
  'rename/naming',
  'pipeline',
  'pipeline/folders',
  'grouping',
  'adaptation',
  'clustering',
  'vectors',
  'models',
  'previews',
  'metadata',
  'pictures',
  'pictures/reading',
  'pictures/formats/dds',
  'pictures/formats/magick',
  'pictures/formats/psd',
  'pictures/formats/sai',
  'pictures/formats/clip',
  'pictures/formats/zip',
  'pictures/formats/previews',
  'pictures/formats/hdr',
  'pictures/formats/tga',
  'pictures/formats/aseprite',
  'pictures/formats/xcf',
  'pictures/formats/tiff',
  'pictures/formats/layers',
  'pictures/formats',
  'pictures/limits',
  'vision',
  'wasm',
  'threads',
  'flow',
  'store/home',
  'store/backups',
  'store/renames',
  'store',
  'store/faces',
  'store/catalogue',
  'store/migrations',
];

/**
 * The rooms of the window, from the top floor down. `main.ts`, `App.svelte` and what they stand on are above all of them. A feature that no
 * other needs need not be listed: only the shell imports it, and it imports listed rooms.
 */
const rendererFloors = [
  'shell',
  'intake',
  'settings',
  'history',
  'samples',
  'rename',
  'rename/form',
  'rename/table',
  'rename/state',
  'export',
  'review',
  'find',
  'groups',
  'search',
  'pictures',
  'query',
  'faces',
  'regrouping',
  'folders',
  'drag',
  'preview',
  'preview/zoom',
  'catalogue',
  'edits',
  'splitting',
  'characters',
  'criteria',
  'images',
  'lists',
  'library',
  'files',
  'navigation',
  'toasts',
  'grid',
  'ui',
  'commands',
  'i18n',
  'bridge',
];

/** Rooms of pure functions. The threads that run them elsewhere are named after it. */
const pureRooms = [
  'duplicates/judging',
  'rename/planning',
  'rename/naming',
  'adaptation',
  'clustering',
  'vectors',
  'vision',
];

/** The files of a room, without those of the rooms in it. */
const engineRoom = (/** @type {string} */ room) => source(`engine/${room}/[^/]+$`);

const rendererRoom = (/** @type {string} */ room) => `^renderer/${room}/[^/]+$`;

/** Those that are listed, and the styles, which import nothing. */
const listedRooms = [...rendererFloors.map(rendererRoom), '^renderer/styles/'];

/** `main.ts`, `App.svelte` and what opens the window are above the shell. */
const aboveRenderer = '^renderer/[^/]+$';

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 * @returns {any} the tool's own type is a union that tells its kinds apart by what `to` holds
 */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

/**
 * Who may import whom. Imports go down only: renderer and main know the contract, the command knows the engine,
 * the engine knows neither Electron nor who calls it.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    forbid('no-cycles', 'Two files that need each other are one, or have a third in common.', {}, { circular: true }),
    forbid(
      'declared-packages',
      'Only what package.json names is sure to be installed.',
      { path: '^(electron|renderer|build)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: ['^node:', '^electron$'] },
    ),
    forbid(
      'contract-is-plain',
      'Every process loads the contract: it stands on zod and birpc alone.',
      { path: source('contract/') },
      { pathNot: [source('contract/'), ...packages('zod', 'birpc')] },
    ),
    forbid(
      'disk-is-plain',
      'Main and the engine write files alike: what they share for that stands on Node alone.',
      { path: source('disk/') },
      { pathNot: [source('disk/'), nodeBuiltins, '^timers'] },
    ),
    forbid(
      'engine-without-electron',
      'The engine runs in plain Node.',
      { path: source('engine/') },
      { path: [...packages('electron'), '^electron$', source('(main|preload|cli)/'), '^renderer/'] },
    ),
    forbid(
      'command-is-thin',
      'The command calls the engine, as the app does.',
      { path: source('cli/.*\\.ts$') },
      {
        path: [
          ...packages('electron', 'better-sqlite3', 'sharp', 'onnxruntime-node'),
          source('(main|preload)/'),
          '^renderer/',
        ],
      },
    ),
    forbid(
      'main-without-engine',
      'The Electron side has no native module: it talks to the engine through the contract.',
      { path: source('(main|preload)/') },
      { path: [source('(engine|cli)/'), '^renderer/', ...packages('better-sqlite3', 'sharp', 'onnxruntime-node')] },
    ),
    forbid(
      'preload-is-alone',
      'A sandboxed preload script has no Node.',
      { path: source('preload/') },
      { path: nodeBuiltins },
    ),
    forbid(
      'page-without-node',
      'The page is a web page: it knows the contract and nothing else of Electron.',
      { path: '^renderer/' },
      { path: [source('(?!contract/)'), '^electron$', ...packages('electron'), nodeBuiltins] },
    ),
    forbid(
      'page-without-checks',
      'The checks of what crosses between processes are compiled by zod, which the security policy of the page forbids.',
      { path: '^renderer/' },
      {
        path: [...packages('zod'), source('contract/((shell|api)/)?(checks|[^/]*-schemas|[^/]*-api)\\.ts$')],
        pathNot: source('contract/shell/shell-api\\.ts$'),
        dependencyTypesNot: ['type-only'],
      },
    ),
    ...engineFloors.map((room, floor) =>
      forbid(
        `${room}-looks-down`,
        'A room of the engine imports only the rooms below it.',
        { path: engineRoom(room) },
        { path: [source('engine/[^/]+$'), ...engineFloors.slice(0, floor).map(engineRoom)] },
      ),
    ),
    ...rendererFloors
      .slice(1)
      .map((room, below) =>
        forbid(
          `${room}-in-the-window-looks-down`,
          'A room of the window imports only the rooms below it; only the shell knows them all.',
          { path: rendererRoom(room) },
          { path: [aboveRenderer, ...rendererFloors.slice(0, below + 1).map(rendererRoom)] },
        ),
      ),
    forbid(
      'feature-looks-down',
      'A feature of the window that is not in `rendererFloors` imports the rooms that are, and no other feature.',
      { path: '^renderer/([^/]+)/[^/]+$', pathNot: listedRooms },
      {
        path: '^renderer/',
        pathNot: ['^renderer/$1/', ...listedRooms.filter((room) => room !== rendererRoom('shell'))],
      },
    ),
    forbid(
      'feature-is-the-shells',
      'What other rooms of the window import has its place in `rendererFloors`.',
      { path: listedRooms.filter((room) => room !== rendererRoom('shell')) },
      { path: '^renderer/[^/]+/', pathNot: listedRooms },
    ),
    forbid(
      'window-has-floors',
      'A room inside a room of the window has its place in `rendererFloors`.',
      { path: '^renderer/[^/]+/.+/', pathNot: listedRooms },
      { path: '.' },
    ),
    forbid(
      'engine-has-floors',
      'A new room of the engine has its place in `engineFloors`.',
      { path: source('engine/.+/'), pathNot: engineFloors.map(engineRoom) },
      { path: '.' },
    ),
    forbid(
      'pure-is-pure',
      'Geometry, vectors, clustering, names and plans are functions of their arguments: no disk, no database, no process.',
      { path: pureRooms.map(engineRoom), pathNot: '-(threads|worker)\\.ts$' },
      {
        path: [
          nodeBuiltins,
          engineRoom('store'),
          ...packages('better-sqlite3', 'sharp', 'onnxruntime-node', 'chokidar'),
        ],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json|svg|png|html)$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'svelte', 'default'],
    },
  },
};
