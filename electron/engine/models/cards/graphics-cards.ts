/** A graphics card as DXGI lists it. Its place in the list is the number that DirectML knows it by. */
export interface GraphicsCard {
  readonly name: string;
  /** Bytes of its own; a card that shares the computer's memory has few or none. */
  readonly memory: number;
  /** Windows' own, on the processor. */
  readonly isSoftware: boolean;
}

/** DXGI_ADAPTER_FLAG_SOFTWARE: https://learn.microsoft.com/windows/win32/api/dxgi/ne-dxgi-dxgi_adapter_flag */
const softwareFlag = 2;

/** Reads the lines of list-cards.ts' script: `flags bytes name`. Other lines say nothing of a card. Pure. */
export function readCards(output: string): GraphicsCard[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, flags, bytes, name] = /^(\d+) (\d+) (.*)$/.exec(line.trim()) ?? [];
    if (name === undefined) return [];
    return { name, memory: Number(bytes), isSoftware: (Number(flags) & softwareFlag) !== 0 };
  });
}

/** The number of the card with the most memory of its own; 0, Windows' own choice, where none has more than that one. Pure. */
export function strongestOf(cards: readonly GraphicsCard[]): number {
  const memoryOf = ({ memory, isSoftware }: GraphicsCard) => (isSoftware ? -1 : memory);
  const most = Math.max(...cards.map(memoryOf));
  return Math.max(
    0,
    cards.findIndex((card) => memoryOf(card) === most),
  );
}

/**
 * How many drivers of graphics cards are installed, by what `reg query` finds of their descriptions; those of cards that were taken out may still
 * be. Pure.
 */
export function countDrivers(output: string): number {
  return output.match(/^\s+DriverDesc\s+REG_SZ/gm)?.length ?? 0;
}
