import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { assetScheme } from '../../contract/channel/asset-url.ts';

export const pageScheme = 'dramatis-app';
const pageOrigin = `${pageScheme}://page`;
export const pageUrl = `${pageOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

// Style attributes are how Svelte positions things; they can load nothing that img-src does not allow.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  `img-src 'self' ${assetScheme}: blob: data:`,
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/** Serves the page's own files, and nothing else, with its content security policy. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, async (request) => {
    const file = fileOf(request.url, folder);
    const type = file && contentTypes[extname(file)];
    if (!type) return new Response(null, { status: 404 });
    return readFile(file).then(
      (bytes) => new Response(new Uint8Array(bytes), { headers: headersFor(type) }),
      () => new Response(null, { status: 404 }),
    );
  });
}

/** The file that an address stands for; null where it lies outside the folder. */
function fileOf(address: string, folder: string): string | null {
  const { host, pathname } = new URL(address);
  if (`${pageScheme}://${host}` !== pageOrigin) return null;
  const file = join(folder, decodeURIComponent(pathname));
  return file.startsWith(folder + sep) ? file : null;
}

function headersFor(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  };
}
