import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { assetScheme, readPreviewUrl } from '../../electron/contract/channel/asset-url.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { isAllowed } from './allowed.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const prefix = '/preview/';

/** The asset protocol's twin: `/preview/face/12?v=2&token=…` answers the WebP file that the engine has for it. */
export function servePreviews(token: string, engineFor: (wanted: URLSearchParams) => EngineApi): Handler {
  return (request, response, next) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    if (!pathname.startsWith(prefix)) return next();
    const refuse = (status: number) => void response.writeHead(status).end();
    if (!isAllowed(request, token)) return refuse(403);
    const version = searchParams.get('v');
    const of = readPreviewUrl(`${assetScheme}:/${pathname}${version === null ? '' : `?v=${version}`}`);
    if (!of || request.method !== 'GET') return refuse(404);
    engineFor(searchParams)
      .preview(of)
      .then(
        (path) => sendWebp(path, response),
        () => refuse(404),
      );
  };
}

/** Nothing is kept: the ids of one library are other pictures in the next one. */
function sendWebp(path: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'no-store' });
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}
