/** Which pictures are versions of one work, as they were last compared; and which of them the artist chose as the cover. */
export const stacks = `
CREATE TABLE stacked (                             -- what the machine found last; written anew as a whole
  picture INTEGER PRIMARY KEY,
  cover   INTEGER NOT NULL                         -- of its stack, a picture; its own row has itself
) STRICT;
CREATE INDEX stacked_by_cover ON stacked(cover);

CREATE TABLE stack_cover (                         -- the artist's: it is the cover of whatever stack it is in
  picture INTEGER PRIMARY KEY REFERENCES picture(id)
) STRICT;
`;
