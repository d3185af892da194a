/**
 * The script that a thread starts with: beside the file that starts it as source, beside the engine's bundle when built. `url`:
 * `import.meta.url` of that file. A literal inside `new URL()` would do, if the bundler did not take it for an asset and rename it.
 */
export function threadScript(name: string, url: string): URL {
  return new URL(`./${name}.${url.endsWith('.ts') ? 'ts' : 'js'}`, url);
}
