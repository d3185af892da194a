import type { WindowSettings } from '../../../electron/contract/shell/window-settings.ts';
import { openWindow } from '../../../renderer/open-window.ts';
import { forServer, wanted } from './address.ts';
import { connect } from './connect.ts';
import { onMenuKey } from './menu-keys.ts';
import { shell } from './shell.ts';

/** `?art=flat`: for measuring the page without the cost of decoding. */
const flat = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

const settings = await openWindow({
  shell,
  // A browser does not tell where a file lies: the engine gets its bytes.
  bridge: {
    pathForFile: () => '',
    onMenuCommand: onMenuKey,
    onOpenSample: () => undefined,
    onShowFolder: () => undefined,
  },
  previewUrl:
    wanted.get('art') === 'flat'
      ? () => flat
      : (kind, id, version = 1) => `/preview/${kind}/${id}?${forServer(version === 1 ? {} : { v: String(version) })}`,
  tileUrl: ({ id, level, x, y }) => `/preview/tile/${id}/${level}/${x}/${y}?${forServer()}`,
});
// Scripts look at one state in several themes and languages.
window.addEventListener('dramatis-settings', (event) =>
  settings.change((event as CustomEvent<Partial<WindowSettings>>).detail),
);
connect();
