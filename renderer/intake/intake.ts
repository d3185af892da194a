import type { SampleSource } from '../../electron/contract/api/find-api.ts';

/** What was dropped on the window: folders are added, one picture becomes the sample. */
export interface Intake {
  readonly folders: readonly string[];
  readonly sample: SampleSource | null;
}

interface Dropped {
  readonly file: File;
  readonly folder: boolean;
}

/** Must run while the drop event is handled: the browser empties the list afterwards. */
export function droppedItems(transfer: DataTransfer): Dropped[] {
  return Array.from(transfer.items).flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    return file ? [{ file, folder: item.webkitGetAsEntry()?.isDirectory ?? false }] : [];
  });
}

/** A picture from another app has no path: then its bytes are the sample. */
export async function sampleOf(file: File, pathForFile: (file: File) => string): Promise<SampleSource> {
  const path = pathForFile(file);
  if (path !== '') return { path };
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}

export async function intakeOf(items: readonly Dropped[], pathForFile: (file: File) => string): Promise<Intake> {
  const folders = items.filter(({ folder }) => folder).map(({ file }) => pathForFile(file));
  const picture = items.find(({ folder }) => !folder);
  return { folders, sample: picture ? await sampleOf(picture.file, pathForFile) : null };
}

export function pastedPicture(transfer: DataTransfer | null): File | null {
  return Array.from(transfer?.files ?? []).find((file) => file.type.startsWith('image/')) ?? null;
}
