/** What of three is used: its types are a package of their own, with half a dozen others. */
declare module 'three' {
  export const HalfFloatType: number;
  export const RGBAFormat: number;
  /** What it would write to the console goes there. */
  export function setConsoleFunction(write: () => void): void;
  export const DataUtils: { fromHalfFloat(half: number): number; toHalfFloat(value: number): number };
}

declare module 'three/addons/loaders/EXRLoader.js' {
  export class EXRLoader {
    setDataType(type: number): this;
    /** Rows from the bottom up. Throws Error. */
    parse(buffer: ArrayBuffer): {
      readonly width: number;
      readonly height: number;
      readonly format: number;
      readonly data: Uint16Array | Float32Array;
    };
  }
}
