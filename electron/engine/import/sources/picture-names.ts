import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { folded } from '../../../contract/folded.ts';
import { picturesByStem, sidecarEndings } from '../../export/write-sidecar.ts';
import { readEmbeddedXmp } from '../../metadata/embedded-xmp.ts';
import { stemAndExtension } from '../../rename/naming/paths.ts';
import type { ImportedFile, ImportedName } from './imported.ts';
import { namesInPicasa, picasaFiles } from './picasa-names.ts';
import { textOfFile } from './text-of-file.ts';
import { namesInXmp } from './xmp-names.ts';

interface Folder {
  readonly names: ReadonlySet<string>;
  /** How many pictures have a stem. */
  readonly stems: ReadonlyMap<string, number>;
  readonly picasa: ReadonlyMap<string, readonly ImportedName[]>;
  /** The same by file names in one spelling. */
  readonly alike: ReadonlyMap<string, readonly ImportedName[]>;
}

/** What lies in and beside single pictures: XMP in the file, sidecars, Picasa's files. Remembers the folder that it was in last. */
export class PictureNames {
  readonly #folders = new Map<string, Folder>();

  /** Throws what the system or a parser says. */
  of(path: string): ImportedFile[] {
    const folder = this.#folder(dirname(path));
    const texts = [...sidecarsOf(basename(path), folder).map((name) => join(dirname(path), name))].map(textAt);
    const names = [...texts, readEmbeddedXmp(path)].flatMap((text) => (text === null ? [] : namesInXmp(text)));
    const all = [...names, ...(folder.picasa.get(basename(path)) ?? folder.alike.get(folded(basename(path))) ?? [])];
    return all.length === 0 ? [] : [{ path, names: all }];
  }

  inPicasa(folder: string): ImportedFile[] {
    return [...this.#folder(folder).picasa].map(([name, names]) => ({ path: join(folder, name), names }));
  }

  #folder(path: string): Folder {
    const known = this.#folders.get(path);
    if (known) return known;
    const listed = listFolder(path);
    this.#folders.clear();
    this.#folders.set(path, listed);
    return listed;
  }
}

function listFolder(path: string): Folder {
  const names = new Set(fs.readdirSync(path));
  const texts = picasaFiles.filter((name) => names.has(name)).map((name) => textAt(join(path, name)));
  const picasa = new Map(texts.flatMap((text) => [...namesInPicasa(text)]));
  return {
    names,
    stems: picturesByStem(names),
    picasa,
    alike: new Map([...picasa].map(([name, said]) => [folded(name), said])),
  };
}

/** XMP may be in UTF-16, too (XMP specification, part 1, 7.2). */
function textAt(path: string): string {
  return textOfFile(fs.readFileSync(path));
}

/** Under the name of digiKam; and under that of Lightroom, where it can mean no other file. */
function sidecarsOf(name: string, { names, stems }: Folder): string[] {
  const { stem } = stemAndExtension(name);
  const known = stems.get(stem) === 1 ? [name, stem] : [name];
  return known.flatMap((each) => sidecarEndings.map((ending) => `${each}.${ending}`).filter((file) => names.has(file)));
}
