/**
 * How content is known, as Latin-1 text: a text at an offset from the start of the file, or a pattern that the start of the file
 * (`headBytes`) matches, where no text will do.
 */
export type Signature = { readonly at: number; readonly text: string } | RegExp;

/** A kind of file that artists keep pictures in. */
interface FileKind {
  /** As artists call it. */
  readonly label: string;
  /** Of file names, lower case, without the dot; the usual one first. */
  readonly endings: readonly string[];
  /** None: it is known by its ending only. */
  readonly signatures: readonly Signature[];
}

/** How much of a file its signatures look at. */
export const headBytes = 1024;

/** What libvips loads. `loader`: its name, after `VipsForeignLoad`. */
const libvipsFormats = [
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
] as const satisfies readonly (FileKind & { readonly loader: string })[];

/**
 * What readers of ours read, each in a file of `engine/pictures/formats`, by its name in `pictures/reading/readers.ts`. What is hardest to tell
 * from others by its content comes last.
 */
const readerFormats = [
  { label: 'Photoshop', endings: ['psd', 'psb'], signatures: [{ at: 0, text: '8BPS' }], reader: 'psd' },
] as const satisfies readonly (FileKind & { readonly reader: string })[];

/** What is known and not read: its files are listed as such. */
const unreadFormats = [
  { label: 'SVG', endings: ['svg'], signatures: [/^(ï»¿)?\s*(<[?!][^]*)?<svg[\s>]/] },
] as const satisfies readonly FileKind[];

/** The name of a reader in `engine/pictures/reading/readers.ts`. */
export type ReaderName = (typeof readerFormats)[number]['reader'];

export type KnownFormat = FileKind &
  (
    | { readonly kind: 'libvips'; readonly loader: string }
    | { readonly kind: 'reader'; readonly reader: ReaderName }
    | { readonly kind: 'unread' }
  );

/** All kinds of files that are looked at; the first whose signature fits is what a file is. Content wins over the ending. */
export const knownFormats: readonly KnownFormat[] = [
  ...libvipsFormats.map((format) => ({ ...format, kind: 'libvips' as const })),
  ...readerFormats.map((format) => ({ ...format, kind: 'reader' as const })),
  ...unreadFormats.map((format) => ({ ...format, kind: 'unread' as const })),
];

/** What is read: the file dialog and the search filter offer these. */
export const pictureFormats: readonly KnownFormat[] = knownFormats.filter(({ kind }) => kind !== 'unread');

/** All endings of names of files that are read. */
export const pictureEndings: readonly string[] = pictureFormats.flatMap(({ endings }) => endings);

/** All endings of names of files that are looked at; those that are not read are listed as such. */
export const knownEndings: readonly string[] = knownFormats.flatMap(({ endings }) => endings);

/**
 * What a file is, by the first `headBytes` of its content as Latin-1 text, or else by the ending of its name, where only that can
 * tell. Null: nothing that is known.
 */
export function formatOf(head: string, name = ''): KnownFormat | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const byContent = knownFormats.find(({ signatures }) => signatures.some((signature) => fits(signature, head)));
  return (
    byContent ?? knownFormats.find(({ signatures, endings }) => !signatures.length && endings.includes(ending)) ?? null
  );
}

function fits(signature: Signature, head: string): boolean {
  return signature instanceof RegExp ? signature.test(head) : head.startsWith(signature.text, signature.at);
}
