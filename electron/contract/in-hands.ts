import { z } from 'zod';

/**
 * The file in the library's folder in which the engine notes which pictures it is looking at: when it has died, this is what is known of
 * the reason.
 */
export const inHandsName = 'in-hands.json';

const noteSchema = z.object({
  /** Of the pictures that are being looked at. */
  paths: z.array(z.string()),
  /** How often the engine has died while it looked at a picture, by its path. */
  deaths: z.record(z.string(), z.number()),
});

export type InHandsNote = z.infer<typeof noteSchema>;

/** Reads the text of that file. Says nothing where it is empty or damaged. */
export function readInHandsNote(text: string): InHandsNote {
  const nothing: InHandsNote = { paths: [], deaths: {} };
  try {
    return noteSchema.safeParse(JSON.parse(text)).data ?? nothing;
  } catch {
    // The system may have gone down in the middle of a note.
    return nothing;
  }
}
