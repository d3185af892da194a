import { mount } from 'svelte';
import { engineSchemas, type EngineApi, type EngineEvents } from '../../electron/contract/engine-api.ts';
import { dispatch, serveEngine, type Channel, type EngineServer } from '../../electron/contract/rpc.ts';
import { enginePortMessage, type Settings, type ShellApi } from '../../electron/contract/shell-api.ts';
import App from '../../renderer/App.svelte';
import type { Host } from '../../renderer/host.ts';
import { AppState } from '../../renderer/shell/app.svelte.ts';
import '../../renderer/styles/tokens.css';
import '../../renderer/styles/base.css';
import '../../renderer/styles/overlays.css';
import { faceArt, pictureArt } from './demo-art.ts';
import { DemoEngine, demoSample, demoStates } from './demo-engine.ts';
import { demoEndings } from './demo-renames.ts';
import { boxOf, facesOfPicture, groupOf, pictureOfFace, sizeOfPicture } from './demo-library.ts';

// demo.html?state=indexing&theme=dark&lang=ja&tile=128&faces=2400&rename=rolled-back
const parameters = new URLSearchParams(location.search);
const state = demoStates.find((name) => name === parameters.get('state')) ?? 'groups';
const settings: Settings = {
  theme: parameters.get('theme') === 'light' ? 'light' : 'dark',
  language: parameters.get('lang') === 'ja' ? 'ja' : 'en',
  tileSize: Number(parameters.get('tile') ?? 128),
};

let server: EngineServer | null = null;
const events: EngineEvents = {
  progress: (progress) => server?.emit('progress', progress),
  changed: (topics) => server?.emit('changed', topics),
};
const ending = demoEndings.find((name) => name === parameters.get('rename')) ?? 'applied';
const engine = new DemoEngine(state, Number(parameters.get('faces') ?? 2_400), events, ending);

function channelOf(port: MessagePort): Channel {
  return {
    post: (message) => port.postMessage(message),
    on: (listener) => (port.onmessage = (event) => listener(event.data)),
  };
}

let pagePort: MessagePort | undefined;
window.addEventListener('message', (event) => (pagePort = event.ports[0] ?? pagePort));

/** Electron tells a page's port when its other end closes; a plain browser has to be told. */
function stopEngine(): void {
  pagePort?.dispatchEvent(new Event('close'));
}

/** As the preload script does it: the page gets one end of a channel, the engine answers at the other. */
function connect(): void {
  const { port1, port2 } = new MessageChannel();
  server = serveEngine(channelOf(port1), (method, args) =>
    dispatch<keyof EngineApi>(engine, engineSchemas, method, structuredClone(args)),
  );
  window.postMessage(enginePortMessage, '*', [port2]);
  if (state === 'stopped') setTimeout(stopEngine, 800);
}

const shell: ShellApi = {
  pickFolder: async () => parameters.get('pick-folder') ?? '/home/mika/art/new',
  pickTarget: async () => '/home/mika/art/by character',
  pickModels: async () => parameters.get('models') ?? '/home/mika/models',
  pickPicture: async () => parameters.get('pick') ?? '/home/mika/art/samples/mika-sample.png',
  pickExport: async (format) => `/home/mika/documents/dramatis.${format}`,
  revealExport: async () => {},
  revealPicture: async () => {},
  dragFiles: async () => 1,
  copyText: async () => {},
  getSettings: async () => settings,
  setSettings: async () => {},
};

const { library } = engine;

/** Faces without a group show characters that no group has. */
function characterOf(face: number): number {
  return groupOf(library, face) ?? 1_000 + face;
}

function artOf(kind: Parameters<Host['previewUrl']>[0], id: number): string {
  if (kind === 'face' || kind === 'portrait') return faceArt(characterOf(id - 1), id);
  if (kind === 'sample') {
    const boxes = [
      [700, 230, 230, 230],
      [190, 260, 190, 190],
      [1240, 300, 170, 170],
    ] as const;
    const figures = boxes.map((box, at) => ({ character: demoSample.characters[at] ?? 0, take: at, box }));
    return pictureArt(3, demoSample.size, id === 2 ? [] : figures);
  }
  const picture = id - 1;
  const figures = facesOfPicture(library, picture).map((face) => {
    const { slot } = pictureOfFace(library, face);
    return { character: characterOf(face), take: face + 1, box: boxOf(picture, slot) };
  });
  return pictureArt(picture, sizeOfPicture(picture), figures);
}

const host: Host = {
  shell,
  bridge: { pathForFile: (file) => `/home/mika/desktop/${file.name}`, onMenuCommand: () => {} },
  // art=flat: for measuring the page without the cost of drawing.
  previewUrl:
    parameters.get('art') === 'flat'
      ? () => 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs='
      : artOf,
};

const app = new AppState(host, window);
await app.settings.load();
mount(App, { target: document.getElementById('app') ?? document.body, props: { app } });
if (state !== 'starting') connect();

// The bench asks when the first group was there.
requestAnimationFrame(function look() {
  if (document.querySelector('[data-testid="group-card"]')) performance.mark('first-card');
  else requestAnimationFrame(look);
});
