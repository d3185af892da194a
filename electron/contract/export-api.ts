import { z } from 'zod';
import type { RenameScope } from './rename-model.ts';

export interface ExportRequest {
  readonly scope: RenameScope;
  readonly format: 'csv' | 'json';
  /** The file to write. */
  readonly to: string;
  /** True once the artist was asked; otherwise a file that is there is `file-exists`. */
  readonly overwrite: boolean;
}

export interface XmpResult {
  readonly written: number;
  readonly merged: number;
  /** Sidecars that say so already. */
  readonly same: number;
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** What other programs may have of the library. */
export interface ExportApi {
  /** Throws `file-exists`, `not-writable`. */
  exportFaces(request: ExportRequest): Promise<{ readonly faces: number }>;
  /** Writes, or completes, an XMP sidecar beside every picture of the scope with a named face. */
  exportXmp(scope: RenameScope): Promise<XmpResult>;
}

const path = z.string().min(1).max(32_768);
const ids = z.array(z.int().positive()).max(100_000).optional();
const scope = z.strictObject({ characters: ids, pictures: ids, below: path.optional() });

export const exportSchemas = {
  exportFaces: z.tuple([z.strictObject({ scope, format: z.enum(['csv', 'json']), to: path, overwrite: z.boolean() })]),
  exportXmp: z.tuple([scope]),
} satisfies Record<keyof ExportApi, z.ZodType>;
