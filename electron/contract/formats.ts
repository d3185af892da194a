/** Bytes by which a format is known, as Latin-1 text at an offset from the start of the file. */
interface Signature {
  readonly at: number;
  readonly text: string;
}

/** A kind of picture that the engine reads. */
export interface PictureFormat {
  /** As artists call it. */
  readonly label: string;
  /** Of file names, lower case, without the dot; the usual one first. */
  readonly endings: readonly string[];
  readonly signatures: readonly Signature[];
  /** The loader of libvips, after `VipsForeignLoad`. */
  readonly loader: string;
}

/**
 * What is read: folders, file dialog, search filter and decoder all go by this table. A format that libvips loads is added by one
 * row. Content wins over the ending: a PNG called .jpg is a PNG.
 */
export const pictureFormats: readonly PictureFormat[] = [
  { label: 'PNG', endings: ['png', 'apng'], signatures: [{ at: 0, text: '\x89PNG' }], loader: 'Png' },
  {
    label: 'JPEG',
    endings: ['jpg', 'jpeg', 'jpe', 'jfif', 'jfi', 'jif'],
    signatures: [{ at: 0, text: '\xff\xd8\xff' }],
    loader: 'Jpeg',
  },
  // RIFF and ISO media files name their kind at an offset.
  { label: 'WebP', endings: ['webp'], signatures: [{ at: 8, text: 'WEBP' }], loader: 'Webp' },
  { label: 'GIF', endings: ['gif'], signatures: [{ at: 0, text: 'GIF8' }], loader: 'Nsgif' },
  {
    label: 'AVIF',
    endings: ['avif'],
    signatures: [
      { at: 4, text: 'ftypavi' },
      { at: 4, text: 'ftypmif1' },
    ],
    loader: 'Heif',
  },
  {
    label: 'TIFF',
    endings: ['tif', 'tiff'],
    signatures: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].map((text) => ({ at: 0, text })),
    loader: 'Tiff',
  },
];

/** All endings of file names that are worth opening. */
export const pictureEndings: readonly string[] = pictureFormats.flatMap(({ endings }) => endings);
