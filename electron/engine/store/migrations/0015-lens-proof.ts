/** How many faces an artist had decided when the lens was learnt, and what it brings by them: see adaptation/lens-proof.ts. */
export const lensProof = `
ALTER TABLE lens ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lens ADD COLUMN right_plain REAL;
ALTER TABLE lens ADD COLUMN right_seen REAL;
ALTER TABLE lens ADD COLUMN proven_by INTEGER;
`;
