/** A package of Linux, as electron-builder describes it to fpm. */
export interface LinuxPackage {
  readonly kind: 'deb' | 'rpm';
  /** Where it is to lie. */
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly maintainer: string;
  readonly licence: string;
  readonly homepage: string;
  /** One line. */
  readonly summary: string;
  readonly description: string;
  readonly depends: readonly string[];
  /** Shell scripts, by their paths. */
  readonly afterInstall: string;
  readonly afterRemove: string;
  /** Files, and folders with what is in them. */
  readonly content: readonly { readonly from: string; readonly to: string }[];
}

const withoutValue = new Set(['--force', '--debug']);

/** Reads the arguments that electron-builder has for fpm (https://fpm.readthedocs.io). Pure; throws on a kind that is not made here. */
export function readFpmArguments(args: readonly string[]): LinuxPackage {
  const { options, plain } = sorted(args);
  const one = (name: string) => options.get(name)?.at(-1) ?? '';
  const kind = one('-t');
  if (kind !== 'deb' && kind !== 'rpm') throw new Error(`packages of the kind "${kind}" are not made here`);
  // In a deb the summary is the description's first line.
  const [first = '', ...rest] = one('--description').split('\n');
  return {
    kind,
    file: one('--package'),
    name: one('--name'),
    version: one('--version'),
    architecture: one('--architecture'),
    maintainer: one('--maintainer'),
    licence: one('--license'),
    homepage: one('--url'),
    summary: one('--rpm-summary') || first.trim(),
    description: (rest.length > 0 ? rest.join('\n') : first).trim(),
    depends: options.get('-d') ?? [],
    afterInstall: one('--after-install'),
    afterRemove: one('--after-remove'),
    content: plain.map(readMapping),
  };
}

function sorted(args: readonly string[]): { options: ReadonlyMap<string, string[]>; plain: string[] } {
  const options = new Map<string, string[]>();
  const plain: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (withoutValue.has(arg)) continue;
    if (!arg.startsWith('-')) plain.push(arg);
    else options.set(arg, [...(options.get(arg) ?? []), args[(at += 1)] ?? '']);
  }
  return { options, plain };
}

/** `folder/=/opt/Dramatis`, `file.png=/usr/share/…/file.png` */
function readMapping(mapping: string): LinuxPackage['content'][number] {
  const at = mapping.lastIndexOf('=/');
  if (at < 0) throw new Error(`"${mapping}" does not say where a file goes`);
  return { from: mapping.slice(0, at).replace(/\/$/, ''), to: mapping.slice(at + 1) };
}
