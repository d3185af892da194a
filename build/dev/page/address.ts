const tokenKey = 'dramatis-token';

/** What the address says: `/?token=…&state=indexing&theme=dark&lang=ja&tile=96&rename=rolled-back&studio=offline`. */
export const wanted = new URLSearchParams(location.search);

/** Kept for the tab, so that an address can be typed without it. */
const token = wanted.get('token') ?? sessionStorage.getItem(tokenKey) ?? '';
sessionStorage.setItem(tokenKey, token);

/** The same parameters for the server, with the token. */
export function forServer(more: Readonly<Record<string, string>> = {}): string {
  const chosen = ['state', 'rename', 'studio', 'learnt'].flatMap((name) =>
    wanted.has(name) ? [[name, wanted.get(name) ?? '']] : [],
  );
  return new URLSearchParams([...chosen, ...Object.entries(more), ['token', token]]).toString();
}
