import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { flag } from '../values.ts';
import { meantBy, meantOptions, tellAppraisals } from './meant.ts';

export const favourite = command({
  name: 'favourite',
  about: 'make characters, or the pictures of a search, favourites',
  usage: '--query <q> | --character <c>…',
  takes: {},
  options: { ...meantOptions, remove: flag('no favourites any more') },
  run: ({ remove, ...given }, call) =>
    withLibrary(call, async (engine) => {
      const meant = await meantBy(engine, 'favourite', given);
      const { characters, pictures } = meant;
      if (characters.length > 0) await engine.favourCharacters(characters, !remove);
      if (pictures.length > 0) await engine.favourPictures(pictures, !remove);
      await tellAppraisals(engine, meant, call);
      return 0;
    }),
});
