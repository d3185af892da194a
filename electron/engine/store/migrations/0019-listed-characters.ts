/**
 * What a list of characters shows of each, as it was read last, so that a large library opens without counting all of its faces. A row goes with any
 * write that it depends on, whoever makes it: see store/character-list.ts. Whoever changes what is listed empties the table.
 */
const touching: readonly (readonly [write: string, characters: string])[] = [
  ['INSERT ON face WHEN new.character IS NOT NULL', 'new.character'],
  ['DELETE ON face WHEN old.character IS NOT NULL', 'old.character'],
  ['UPDATE OF picture, character, similarity, shown ON face', 'old.character, new.character'],
  [
    'UPDATE OF files ON picture WHEN (old.files > 0) IS NOT (new.files > 0)',
    'SELECT character FROM face WHERE picture = new.id',
  ],
  ['INSERT ON confirmed', 'SELECT character FROM face WHERE id = new.face'],
  ['DELETE ON confirmed', 'SELECT character FROM face WHERE id = old.face'],
  ['INSERT ON character', 'new.id'],
  ['UPDATE ON character', 'new.id'],
  ['DELETE ON character', 'old.id'],
  ...['character_about', 'character_series', 'character_tag', 'alias', 'outfit', 'hotkey'].flatMap(
    (table): (readonly [string, string])[] => [
      [`INSERT ON ${table}`, 'new.character'],
      [`UPDATE ON ${table}`, 'old.character, new.character'],
      [`DELETE ON ${table}`, 'old.character'],
    ],
  ),
];

export const listedCharacters = `
CREATE TABLE listed_character (
  character INTEGER PRIMARY KEY,
  listed    TEXT NOT NULL                          -- JSON; null: it is not listed
) STRICT;
${touching
  .map(
    ([write, characters], at) => `CREATE TRIGGER listed_character_${at} AFTER ${write} BEGIN
  DELETE FROM listed_character WHERE character IN (${characters}); END;`,
  )
  .join('\n')}
`;
