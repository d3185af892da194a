import type { ReaderName } from '../../../contract/formats.ts';
import type { Reader } from '../formats/reader.ts';

/** The readers by their names in the table of formats. One is loaded, with the packages it needs, by the first file of its kind. */
export const readers: Readonly<Record<ReaderName, () => Promise<Reader>>> = {
  psd: async () => (await import('../formats/psd/read-psd.ts')).readPsd,
};
