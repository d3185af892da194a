import { protocol } from 'electron';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import type { PreviewOf } from '../../contract/api/preview-api.ts';
import { assetScheme, readPreviewUrl } from '../../contract/channel/asset-url.ts';

/** Serves previews by id. The page never names a file: the engine says which one an id stands for. */
export function serveAssets(engine: EngineApi): void {
  protocol.handle(assetScheme, async (request) => {
    const of = readPreviewUrl(request.url);
    if (!of || request.method !== 'GET') return notFound();
    return engine
      .preview(of)
      .then((path) => streamWebp(path, of.kind))
      .catch(notFound);
  });
}

async function streamWebp(path: string, kind: PreviewOf['kind']): Promise<Response> {
  const { size } = await stat(path);
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
  return new Response(body, {
    headers: {
      'Content-Type': 'image/webp',
      'Content-Length': String(size),
      'X-Content-Type-Options': 'nosniff',
      // Ids of faces and pictures are never given twice, and a box that moves has another address; samples are counted anew by every engine.
      'Cache-Control': kind === 'sample' ? 'no-store' : 'private, max-age=31536000, immutable',
    },
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
