import type { ExecFileException } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** No browser that prints without a window was found: said in one sentence. */
export class NoBrowser extends Error {
  constructor() {
    super(
      'A PDF or PNG is printed by Chromium, Chrome or Edge, and none was found. They need no display. Name one in DRAMATIS_BROWSER, write a .html file, or export from the window.',
    );
  }
}

/** The browser that was found made nothing: said in one sentence, with what is known of why. */
export class BrowserFailed extends Error {
  constructor(browser: string, cause: unknown) {
    const advice = 'Name another browser in DRAMATIS_BROWSER, write a .html file, or export from the window.';
    super(`${browser} printed nothing (${whyFailed(cause)}). ${advice}`, { cause });
  }
}

/** The last line that a program said, or how it ended. */
function whyFailed(cause: unknown): string {
  const { stderr, signal, code, message } = cause as Partial<ExecFileException>;
  const [said] = (stderr ?? '').trim().split('\n').slice(-1);
  return said || (signal ? `ended by ${signal}` : typeof code === 'number' ? `exit code ${code}` : (message ?? ''));
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
const onMacs = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const onWindows = ['Microsoft/Edge/Application/msedge.exe', 'Google/Chrome/Application/chrome.exe'];

/** The program that prints pages here. Throws NoBrowser. */
export function findBrowser(platform = process.platform, env = process.env, canRun = isProgram): string {
  const named = env['DRAMATIS_BROWSER'];
  const found = [...(named ? [named] : []), ...placesOn(platform, env)].find(canRun);
  if (found === undefined) throw new NoBrowser();
  return found;
}

function placesOn(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') return onMacs.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((root) => root ?? []);
    return roots.flatMap((root) => onWindows.map((program) => join(root, program)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
