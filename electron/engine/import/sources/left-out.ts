import type { ImportProblemKind } from '../../../contract/api/import-api.ts';

/** A file or folder that gives no names, for a reason of ours. */
export class LeftOut extends Error {
  readonly kind: ImportProblemKind;

  /** `detail`: empty where the kind says it all. */
  constructor(kind: ImportProblemKind, detail = '', options?: ErrorOptions) {
    super(detail, options);
    this.kind = kind;
  }
}
