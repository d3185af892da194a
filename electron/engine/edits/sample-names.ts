interface Numbered {
  /** The name without its number. */
  readonly base: string;
  readonly number: number;
}

/**
 * The character that each sample shows, by the file names of one folder. A number at the end is left out where it counts samples:
 * where those of one name are 1 … n (or 0 … n) without a gap, or stand beside a file without one. "Sylvie.png", "Sylvie 2.png" and
 * "Mika_1.png" are Sylvie and Mika; "Android 17.png" and "Android 18.png" are two characters.
 */
export function namesOfSamples(fileNames: readonly string[]): Map<string, string> {
  const stems = new Set(fileNames.map(stemOf));
  const numbers = new Map<string, Set<number>>();
  for (const { base, number } of [...stems].map((stem) => numberOf(stem, stems)).filter((each) => each !== null)) {
    numbers.set(base, (numbers.get(base) ?? new Set()).add(number));
  }
  const nameOf = (stem: string) => {
    const numbered = numberOf(stem, stems);
    const isCounted = numbered && countsSamples(numbers.get(numbered.base) ?? new Set(), stems.has(numbered.base));
    return isCounted ? numbered.base : stem;
  };
  return new Map(fileNames.map((name) => [name, nameOf(stemOf(name))]));
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/u, '');
}

/** "Sylvie 2", "Sylvie_02", "Sylvie-2", "Sylvie (2)" and "Sylvie2". "Eva-01" is a designation, unless there is an "Eva" too. */
function numberOf(stem: string, stems: ReadonlySet<string>): Numbered | null {
  const [, base = '', mark = '', digits = ''] = /^(.*?)([\s_-]*)\(?(\d+)\)?$/su.exec(stem) ?? [];
  const isDesignation = mark.trim() === '-' && digits.startsWith('0') && !stems.has(base);
  return base === '' || isDesignation ? null : { base, number: Number(digits) };
}

/** `withOne`: there is a file without a number, which is the first then. */
function countsSamples(numbers: ReadonlySet<number>, withOne: boolean): boolean {
  if (withOne) return true;
  const first = Math.min(...numbers);
  const isGapless = Math.max(...numbers) - first + 1 === numbers.size;
  return isGapless && (first === 1 || (first === 0 && numbers.size > 1));
}
