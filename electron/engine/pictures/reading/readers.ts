import type { ReaderName } from '../../../contract/formats.ts';
import type { Coder } from '../formats/magick/magick.ts';
import type { Reader } from '../formats/reader.ts';

/** The readers by their names in the table of formats. One is loaded, with the packages it needs, by the first file of its kind. */
export const readers: Readonly<Record<ReaderName, () => Promise<Reader>>> = {
  psd: async () => (await import('../formats/psd/read-psd.ts')).readPsd,
  clip: async () => (await import('../formats/clip/read-clip.ts')).readClip,
  zip: async () => (await import('../formats/zip/read-zip.ts')).readLayeredZip,
  procreate: async () => (await import('../formats/zip/read-zip.ts')).readProcreate,
  pdn: async () => (await import('../formats/embedded/read-pdn.ts')).readPdn,
  affinity: async () => (await import('../formats/embedded/read-affinity.ts')).readAffinity,
  mdp: async () => (await import('../formats/embedded/read-mdp.ts')).readMdp,
  sai2: async () => (await import('../formats/sai/read-sai2.ts')).readSai2,
  xmp: async () => (await import('../formats/embedded/read-xmp-preview.ts')).readXmpPreview,
  tga: async () => (await import('../formats/tga/read-tga.ts')).readTga,
  hdr: async () => (await import('../formats/hdr/read-hdr.ts')).readHdr,
  exr: async () => (await import('../formats/hdr/read-exr.ts')).readExr,
  xcf: async () => (await import('../formats/xcf/read-xcf.ts')).readXcf,
  aseprite: async () => (await import('../formats/aseprite/read-aseprite.ts')).readAseprite,
  ico: async () => (await import('../formats/magick/read-ico.ts')).readIco,
  bmp: () => withMagick('BMP'),
  dds: async () => {
    // It reads most of them.
    await withMagick('DDS');
    return (await import('../formats/dds/read-dds.ts')).readDds;
  },
  heic: () => withMagick('HEIC'),
  jxl: () => withMagick('JXL'),
  qoi: () => withMagick('QOI'),
};

async function withMagick(coder: Coder): Promise<Reader> {
  const [{ openMagick }, { readerOf }] = await Promise.all([
    import('../formats/magick/magick.ts'),
    import('../formats/magick/read-with-magick.ts'),
  ]);
  await openMagick();
  return readerOf(coder);
}
