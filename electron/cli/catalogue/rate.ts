import { InvalidArgumentError } from 'commander';
import { ratings } from '../../contract/catalogue-model.ts';
import { command } from '../command.ts';
import { withLibrary } from '../library.ts';
import { one } from '../values.ts';
import { meantBy, meantOptions, tellAppraisals } from './meant.ts';

export const rate = command({
  name: 'rate',
  about: 'give characters, or the pictures of a search, stars',
  usage: '<stars> --query <q> | --character <c>…',
  needs: 'a number of stars, 0 to 5',
  takes: {
    stars: one('0 (none) to 5', (typed) => {
      const found = ratings.find((each) => String(each) === typed.trim());
      if (found === undefined) throw new InvalidArgumentError('It takes 0 to 5.');
      return found;
    }),
  },
  options: meantOptions,
  run: ({ stars, ...given }, call) =>
    withLibrary(call, async (engine) => {
      const meant = await meantBy(engine, 'rate', given);
      const { characters, pictures } = meant;
      if (characters.length > 0) await engine.rateCharacters(characters, stars);
      if (pictures.length > 0) await engine.ratePictures(pictures, stars);
      await tellAppraisals(engine, meant, call);
      return 0;
    }),
});
