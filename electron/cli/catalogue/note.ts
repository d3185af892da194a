import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { asText, one } from '../values.ts';
import { meantBy, meantOptions, tellAppraisals } from './meant.ts';

/** A note is about one thing: each character and each picture has its own, and undo takes them back one by one. */
export const note = command({
  name: 'note',
  about: 'write a note to characters, or to the pictures of a search',
  usage: '<text> --query <q> | --character <c>…',
  needs: 'a text (in quotes); "" takes the note away',
  takes: { text: one('the note', asText) },
  options: meantOptions,
  run: ({ text, ...given }, call) =>
    withLibrary(call, async (engine) => {
      const meant = await meantBy(engine, 'note', given);
      for (const id of meant.characters) await engine.noteCharacter(id, text);
      for (const id of meant.pictures) await engine.notePicture(id, text);
      await tellAppraisals(engine, meant, call);
      return 0;
    }),
});
