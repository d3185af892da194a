import { app, shell, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron';
import { aboutBox } from './about-box.ts';
import type { Words } from './words.ts';

type Tell = (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;

/** For macOS, which has an about panel of its own. */
export function describeApp({ aboutLicence }: Words): void {
  app.setAboutPanelOptions({ credits: aboutLicence });
}

/**
 * Tells what Dramatis is, and offers the licences of what others made.
 * @param licences their file; null where the app is not packed
 */
export async function showAbout(words: Words, licences: string | null, tell: Tell): Promise<void> {
  const { response } = await tell(aboutBox(words, app.getVersion(), process.versions, licences !== null));
  if (response === 1 && licences !== null) await shell.openPath(licences);
}
