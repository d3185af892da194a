import { engineRooms, lonelyFeatures, pureRooms, rendererRooms } from './rooms.mjs';

const source = (/** @type {string} */ path) => `^electron/${path}`;
const packages = (/** @type {string[]} */ ...names) => names.map((name) => `node_modules/${name}(/|$)`);
const nodeBuiltins = '^(node:|fs|path|os|crypto|stream|util|child_process|worker_threads|events)';

const engineFloors = Object.keys(engineRooms);
const rendererFloors = Object.keys(rendererRooms);

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
      'A feature of the window that only the shell imports, imports the rooms of `rendererRooms`, and no other feature.',
      { path: '^renderer/([^/]+)/[^/]+$', pathNot: listedRooms },
      {
        path: '^renderer/',
        pathNot: ['^renderer/$1/', ...listedRooms.filter((room) => room !== rendererRoom('shell'))],
      },
    ),
    forbid(
      'feature-is-the-shells',
      'What other rooms of the window import has its place in `rendererRooms`.',
      { path: listedRooms.filter((room) => room !== rendererRoom('shell')) },
      { path: '^renderer/[^/]+/', pathNot: listedRooms },
    ),
    forbid(
      'window-has-floors',
      'A room of the window has its line in `rooms.mjs`.',
      { path: '^renderer/.+/', pathNot: [...listedRooms, ...Object.keys(lonelyFeatures).map(rendererRoom)] },
      { path: '.' },
    ),
    forbid(
      'bridge-is-the-shells',
      'Features get the engine and the host as contexts; only the wiring opens the line.',
      { path: '^renderer/', pathNot: ['^renderer/(shell|bridge)/', aboveRenderer] },
      { path: rendererRoom('bridge') },
    ),
    forbid(
      'app-without-build',
      'What is shipped does not need what builds it; the wrapper of the command sets a checkout up.',
      { path: '^(electron|renderer)/', pathNot: source('cli/dramatis\\.mjs$') },
      { path: '^(build|test)/' },
    ),
    forbid(
      'engine-has-floors',
      'A room of the engine has its line in `rooms.mjs`.',
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
          source('engine/(store|threads|flow|models|previews)/'),
          ...packages('better-sqlite3', 'sharp', 'onnxruntime-node', 'chokidar'),
        ],
        dependencyTypesNot: ['type-only'],
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
