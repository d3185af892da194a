/** A file as a reader sees it. Reading is synchronous: it happens in the thread of the readers. */
export interface FileBytes {
  /** Bytes. */
  readonly size: number;
  /** Fewer bytes where the file ends. */
  read(at: number, length: number): Uint8Array;
}

/** Waits for room in memory, and throws SkipError where one picture may not take so many bytes. The last call counts. */
export type MakeRoom = (bytes: number) => void;

/** `isPreview`: it is a smaller picture that the file holds beside the real one, which cannot be read. */
export type Reading =
  /** A file of a format that libvips loads, to go on with. */
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array; readonly isPreview: boolean }
  /** Upright 8-bit sRGB, alpha not multiplied into the colours. */
  | {
      readonly kind: 'pixels';
      readonly width: number;
      readonly height: number;
      readonly channels: 3 | 4;
      readonly data: Uint8Array;
      readonly isPreview: boolean;
    };

/**
 * Reads one kind of file. It calls `makeRoom` when it knows from the header how much memory it will take at most, its result included
 * (`bytesFor` checks the size of a picture), and before it takes more than a few megabytes. Throws SkipError; anything else it throws
 * means that the file is damaged.
 */
export type Reader = (file: FileBytes, makeRoom: MakeRoom) => Reading | Promise<Reading>;
