import type { LibraryFilter } from '../../electron/contract/faces-api.ts';
import type { FolderId } from '../../electron/contract/ids.ts';

export type FacesInPicture = 'any' | 'one' | 'several';

/** File types as artists call them, with the endings that they have. */
export const fileTypes = {
  PNG: ['png'],
  JPEG: ['jpg', 'jpeg'],
  WebP: ['webp'],
  GIF: ['gif'],
  AVIF: ['avif'],
  TIFF: ['tif', 'tiff'],
  BMP: ['bmp'],
  TGA: ['tga'],
  DDS: ['dds'],
  PSD: ['psd', 'psb'],
  KRA: ['kra'],
  ORA: ['ora'],
  CLIP: ['clip'],
  SVG: ['svg'],
} as const;
export type FileType = keyof typeof fileTypes;

const dayMs = 24 * 60 * 60 * 1_000;

/** What faces are looked for by, as the artist fills it in. */
export class FaceCriteria {
  text = $state('');
  folder = $state<FolderId | null>(null);
  type = $state<FileType | null>(null);
  /** Days as a date field gives them: 2026-11-25; empty: any. */
  from = $state('');
  to = $state('');
  inPicture = $state<FacesInPicture>('any');
  unnamed = $state(false);

  readonly filter = $derived.by((): LibraryFilter => {
    const { folder, inPicture } = this;
    const [fromMs, toMs] = [startOfDay(this.from), startOfDay(this.to)];
    return {
      ...(this.text.trim() === '' ? {} : { text: this.text.trim() }),
      ...(folder === null ? {} : { folder }),
      ...(this.type === null ? {} : { types: [...fileTypes[this.type]] }),
      ...(fromMs === null ? {} : { fromMs }),
      // The last day counts to its end.
      ...(toMs === null ? {} : { toMs: toMs + dayMs - 1 }),
      ...(inPicture === 'one' ? { minFaces: 1, maxFaces: 1 } : inPicture === 'several' ? { minFaces: 2 } : {}),
      ...(this.unnamed ? { unnamed: true } : {}),
    };
  });

  /** Another one: something else is looked for. */
  readonly key = $derived.by(() => JSON.stringify(this.filter));
  readonly active = $derived(Object.keys(this.filter).length > 0);

  clear(): void {
    this.text = '';
    this.folder = null;
    this.type = null;
    this.from = '';
    this.to = '';
    this.inPicture = 'any';
    this.unnamed = false;
  }
}

/** Midnight at the start of the day, where the artist is; null for no day. */
function startOfDay(day: string): number | null {
  const ms = new Date(`${day}T00:00`).getTime();
  return day === '' || Number.isNaN(ms) ? null : ms;
}
