/**
 * What a guess was about: a suggestion goes by a cosine to a mean, a question by a mean cosine between faces. Rows from before
 * know neither kind nor version (NULL): they are told of, and nothing is learnt from them.
 */
export const judgedKinds = `
ALTER TABLE judged ADD COLUMN kind TEXT;           -- suggestion, question
ALTER TABLE judged ADD COLUMN expected REAL;       -- 0..1: how likely it was one character, as the model said then; NULL: not said
ALTER TABLE judged ADD COLUMN version TEXT;        -- of the models that guessed
`;
