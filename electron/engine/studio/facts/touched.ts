import type { FactTable } from './fact-table.ts';
import type { Fact } from './log.ts';
import { characterExists, isCharacterColumn, isRuled, sharedTables } from './shared-tables.ts';

/** What facts are about: faces and characters by their UUIDs, and facts of tables that no rule is about. */
export interface Touched {
  readonly faces: Set<string>;
  readonly characters: Set<string>;
  readonly others: Map<string, Fact>;
  /** Characters of which all that is said is looked at again. */
  readonly whole: Set<string>;
}

export function nothingTouched(): Touched {
  return { faces: new Set(), characters: new Set(), others: new Map(), whole: new Set() };
}

export function isNothing({ faces, characters, others }: Touched): boolean {
  return faces.size + characters.size + others.size === 0;
}

/** Call it before a fact is written and after: what it was about before is different now too. */
export function touch(touched: Touched, [kind, a, b, value]: Fact, facts: FactTable): void {
  if (kind === 'merged' || kind === characterExists) {
    touchCharacter(touched, a, facts);
    if (kind === 'merged' && value) touchCharacter(touched, String(value[0]), facts);
  } else if (isRuled(kind)) {
    touched.faces.add(a);
  } else if (isCharacterColumn(kind)) {
    touched.characters.add(a);
  } else if (sharedTables.has(kind)) {
    touched.others.set([kind, a, b].join('\n'), [kind, a, b, value]);
  }
}

/**
 * Call it before a fact is written. A merge that is taken back, or that goes to another character now, leaves nothing behind where the
 * merged one lived on until now.
 */
export function touchFormerSurvivor(touched: Touched, fact: Fact, facts: FactTable): void {
  const was = fact[0] === 'merged' ? facts.get(fact)?.value?.[0] : undefined;
  if (typeof was !== 'string' || was === fact[3]?.[0]) return;
  const merged = nothingTouched();
  touchCharacter(merged, fact[1], facts);
  for (const [kind, , b] of merged.others.values()) {
    if (sharedTables.get(kind)?.key[0] === 'character')
      touched.others.set([kind, was, b].join('\n'), [kind, was, b, null]);
  }
}

/** Whoever is merged or goes takes along what is said of it, and of all that were merged into it. */
function touchCharacter(touched: Touched, character: string, facts: FactTable): void {
  if (touched.whole.has(character)) return;
  touched.whole.add(character);
  for (const { a } of facts.saying('merged', [character])) touchCharacter(touched, a, facts);
  touched.characters.add(character);
  for (const kind of ['confirmed', 'suggested'])
    for (const { a } of facts.saying(kind, [character])) touched.faces.add(a);
  for (const { a, kind } of facts.pairedWith(character)) if (kind === 'rejected') touched.faces.add(a);
  const others = [...facts.about(character), ...naming.flatMap((kind) => facts.beginningWith(kind, character))];
  for (const { kind, a, b, value } of others) {
    if (sharedTables.has(kind) && !isRuled(kind)) touched.others.set([kind, a, b].join('\n'), [kind, a, b, value]);
  }
}

/** Tables that no rule is about, and whose rows speak of a character that is not in their key. */
const naming = [...sharedTables.values()]
  .filter(({ name, rest }) => !isRuled(name) && rest[0] === 'character')
  .map(({ name }) => name);
