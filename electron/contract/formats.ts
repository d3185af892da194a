/**
 * How content is known, as Latin-1 text: a text at an offset from the start of the file, or a pattern that the start of the file
 * (`headBytes`) matches, where no text will do.
 */
type Signature = { readonly at: number; readonly text: string } | RegExp;

/** A kind of file that artists keep pictures in. */
interface FileKind {
  /** As artists call it. */
  readonly label: string;
  /** Of file names, lower case, without the dot; the usual one first. */
  readonly endings: readonly string[];
  /** None: it is known by its ending only. */
  readonly signatures: readonly Signature[];
}

/** Bytes: a file that is larger is not read. */
export const largestPicture = 256 * 1024 ** 2;

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
    // `mif1` says only that it is of this family: what it is comes later in the list of brands.
    signatures: [{ at: 4, text: 'ftypavi' }, /^[^]{4}ftypmif1[^]{4}(?:(?!hei[cx])[^]{4}){0,8}avif/],
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
  { label: 'Clip Studio Paint', endings: ['clip'], signatures: [{ at: 0, text: 'CSFCHUNK' }], reader: 'clip' },
  // Both begin their archive with an entry that says what it is.
  { label: 'Krita', endings: ['kra', 'krz'], signatures: [/^PK[^]{28,82}application\/x-krita/], reader: 'zip' },
  { label: 'OpenRaster', endings: ['ora'], signatures: [/^PK[^]{28,82}image\/openraster/], reader: 'zip' },
  {
    label: 'HEIC',
    endings: ['heic', 'heif', 'hif'],
    signatures: [/^[^]{4}ftyp(?:hei[cxms]|hev[cxms])/, /^[^]{4}ftypmif1[^]{4}(?:[^]{4}){0,8}hei[cx]/],
    reader: 'heic',
  },
  {
    label: 'JPEG XL',
    endings: ['jxl'],
    signatures: ['\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n'].map((text) => ({ at: 0, text })),
    reader: 'jxl',
  },
  { label: 'OpenEXR', endings: ['exr'], signatures: [{ at: 0, text: 'v/1\x01' }], reader: 'exr' },
  { label: 'Radiance HDR', endings: ['hdr'], signatures: [/^#\?(?:RADIANCE|RGBE)/], reader: 'hdr' },
  { label: 'DDS', endings: ['dds'], signatures: [{ at: 0, text: 'DDS \x7c\0\0\0' }], reader: 'dds' },
  { label: 'QOI', endings: ['qoi'], signatures: [{ at: 0, text: 'qoif' }], reader: 'qoi' },
  { label: 'GIMP', endings: ['xcf'], signatures: [{ at: 0, text: 'gimp xcf ' }], reader: 'xcf' },
  // The number of the format, and that of the first frame.
  {
    label: 'Aseprite',
    endings: ['aseprite', 'ase'],
    signatures: [/^[^]{4}\xe0\xa5[^]{126}\xfa\xf1/],
    reader: 'aseprite',
  },
  { label: 'Paint.NET', endings: ['pdn'], signatures: [{ at: 0, text: 'PDN3' }], reader: 'pdn' },
  {
    label: 'Illustrator, PDF',
    endings: ['ai', 'pdf'],
    signatures: ['%PDF-', '%!PS-Adobe'].map((text) => ({ at: 0, text })),
    reader: 'xmp',
  },
  {
    label: 'Affinity',
    endings: ['afphoto', 'afdesign', 'af'],
    signatures: [{ at: 0, text: '\0\xffKA' }],
    reader: 'affinity',
  },
  { label: 'PaintTool SAI 2', endings: ['sai2'], signatures: [{ at: 0, text: 'SAI-CANVAS' }], reader: 'sai2' },
  { label: 'MediBang Paint, FireAlpaca', endings: ['mdp'], signatures: [{ at: 0, text: 'mdipack' }], reader: 'mdp' },
  // Two letters, and how long the description is that follows.
  {
    label: 'BMP',
    endings: ['bmp', 'dib'],
    signatures: [/^BM[^]{13}\0{3}/],
    reader: 'bmp',
  },
  { label: 'Icon', endings: ['ico'], signatures: [{ at: 0, text: '\0\0\x01\0' }], reader: 'ico' },
  // They have nothing that they begin with, or begin as any archive does.
  { label: 'Procreate', endings: ['procreate'], signatures: [], reader: 'procreate' },
  { label: 'Targa', endings: ['tga', 'icb', 'vda'], signatures: [], reader: 'tga' },
] as const satisfies readonly (FileKind & { readonly reader: string })[];

/** What is known and not read: its files are listed as such. */
const unreadFormats = [
  { label: 'SVG', endings: ['svg'], signatures: [/^(ï»¿)?\s*(<[?!][^]*)?<svg[\s>]/] },
  // All of it is encrypted.
  { label: 'PaintTool SAI', endings: ['sai'], signatures: [] },
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

const readerEndings: ReadonlySet<string> = new Set(readerFormats.flatMap(({ endings }) => [...endings]));

/** Whether a file of this name is one for a reader of ours, unless its content says otherwise. */
export function isForReader(name: string): boolean {
  return readerEndings.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

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
