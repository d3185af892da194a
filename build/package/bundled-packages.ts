import type { Plugin } from 'vite';

export const listName = 'packages.json';

/** Writes beside a bundle which packages are in it. */
export function listPackages(): Plugin {
  return {
    name: 'list-packages',
    generateBundle(_options, output) {
      const modules = Object.values(output).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      this.emitFile({ type: 'asset', fileName: listName, source: JSON.stringify(packagesOf(modules)) });
    },
  };
}

/** The packages that modules come from, as their folders: `node_modules/zod`, `node_modules/a/node_modules/b`. Sorted. Pure. */
export function packagesOf(modules: readonly string[]): string[] {
  const folders = modules.flatMap((id) => {
    const [folder] =
      /\bnode_modules\/.*\bnode_modules\/(?:@[^/]+\/)?[^/]+|\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(
        id.replaceAll('\\', '/'),
      ) ?? [];
    return folder ?? [];
  });
  return [...new Set(folders)].sort();
}
