import type { MessageBoxOptions } from 'electron';
import type { Words } from './words.ts';

/** What the app tells of itself; its second button shows the licences of others, where the package has them. Pure. */
export function aboutBox(
  { aboutVersion, aboutLicence, close, licences }: Words,
  version: string,
  { electron = '', chrome = '', node }: Partial<NodeJS.ProcessVersions>,
  hasLicences: boolean,
): MessageBoxOptions {
  const parts = `Electron ${electron} · Chromium ${chrome} · Node ${node}`;
  return {
    type: 'info',
    title: 'Dramatis',
    message: 'Dramatis',
    detail: [`${aboutVersion} ${version}`, parts, '', aboutLicence].join('\n'),
    buttons: hasLicences ? [close, licences] : [close],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
