import { stemAndExtension } from '../naming/paths.ts';
import { nameKey, type Insensitive } from './survey.ts';

/** A file of another program that lies beside a picture and belongs to it. */
export interface Sidecar {
  readonly name: string;
  /** The sidecar has only the stem in its name (`a.xmp`): it belongs to every file with that stem. */
  readonly ofStem: boolean;
}

// digiKam and darktable write a.png.xmp, Lightroom and Bridge a.xmp; Unity writes a.png.meta, Godot a.png.import.
const ofName = ['.xmp', '.XMP', '.meta', '.import'];
const ofStem = ['.xmp', '.XMP'];
const sidecarName = /\.(xmp|meta|import)$/iu;
const none: Sidecar[] = [];

/** The names in one folder, indexed for the questions of a plan. */
export class FolderNames {
  readonly #names: ReadonlySet<string>;
  readonly #insensitive: Insensitive;
  /** The sidecars' names without their endings: only these files can have sidecars. */
  readonly #owners: ReadonlySet<string>;
  #byStem: Map<string, string[]> | null = null;
  #byKey: Map<string, string> | null = null;

  constructor(names: readonly string[], insensitive: Insensitive) {
    this.#names = new Set(names);
    this.#insensitive = insensitive;
    const sidecars = names.filter((name) => sidecarName.test(name));
    this.#owners = new Set(sidecars.map((name) => name.slice(0, name.lastIndexOf('.'))));
  }

  /** How a name is spelled in the folder; null where it is free. */
  spelling(name: string): string | null {
    if (this.#insensitive === false) return this.#names.has(name) ? name : null;
    this.#byKey ??= new Map(Array.from(this.#names, (each) => [nameKey(each, this.#insensitive), each]));
    return this.#byKey.get(nameKey(name, this.#insensitive)) ?? null;
  }

  /** A copy takes only its XMP along: with a second .meta or .import, a game engine would find one identity twice. */
  sidecarsOf(name: string, mode: 'move' | 'copy'): Sidecar[] {
    if (this.#owners.size === 0) return none;
    const { stem } = stemAndExtension(name);
    if (!this.#owners.has(name) && !this.#owners.has(stem)) return none;
    const named = ofName.filter((suffix) => this.#names.has(name + suffix));
    const stemmed = ofStem.filter((suffix) => this.#names.has(stem + suffix) && stem + suffix !== name);
    const all = [
      ...named.map((suffix) => ({ name: name + suffix, ofStem: false })),
      ...stemmed.map((suffix) => ({ name: stem + suffix, ofStem: true })),
    ];
    return mode === 'copy' ? all.filter((sidecar) => /\.xmp$/iu.test(sidecar.name)) : all;
  }

  /** The other files with the same stem, which share its sidecars. */
  sharers(name: string): string[] {
    this.#byStem ??= groupByStem(this.#names);
    return (this.#byStem.get(stemAndExtension(name).stem) ?? []).filter((other) => other !== name);
  }
}

function groupByStem(names: Iterable<string>): Map<string, string[]> {
  const byStem = new Map<string, string[]>();
  for (const name of names) {
    if (sidecarName.test(name)) continue;
    const { stem, extension } = stemAndExtension(name);
    if (extension === '') continue;
    const group = byStem.get(stem);
    if (group) group.push(name);
    else byStem.set(stem, [name]);
  }
  return byStem;
}

/** The name that a sidecar gets when its file is renamed. */
export function followName(sidecar: Sidecar, move: { readonly from: string; readonly to: string }): string {
  const { from, to } = sidecar.ofStem
    ? { from: stemAndExtension(move.from).stem, to: stemAndExtension(move.to).stem }
    : move;
  return to + sidecar.name.slice(from.length);
}
