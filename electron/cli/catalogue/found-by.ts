import type { FoundPicture } from '../../contract/api/query-api.ts';
import type { QueryError, QueryErrorKind } from '../../contract/query/query-model.ts';
import type { EngineApi } from '../../contract/api/engine-api.ts';
import { pointAt } from './point-at.ts';

/** A search that cannot be read: a sentence, and where. */
export class WrongQuery extends Error {}

const pageSize = 10_000;

/** All pictures of a search. Throws WrongQuery. */
export async function foundBy(engine: EngineApi, query: string): Promise<FoundPicture[]> {
  const [error] = await engine.checkQuery(query);
  if (error) throw new WrongQuery(told(query, error));
  const found: FoundPicture[] = [];
  for (;;) {
    const { pictures, total } = await engine.searchPictures(query, { offset: found.length, limit: pageSize });
    found.push(...pictures);
    if (found.length >= total || pictures.length === 0) return found;
  }
}

const sentences: Readonly<Record<QueryErrorKind, (subject: string) => string>> = {
  'unclosed-quote': () => 'this quote is not closed',
  'unclosed-parenthesis': () => 'this parenthesis is not closed',
  'stray-parenthesis': () => 'this parenthesis closes nothing',
  'missing-term': () => 'something to look for is missing here',
  'missing-value': () => 'this has no value',
  'unknown-field': (subject) => `there is no field ${subject}`,
  'unknown-word': (subject) => `“is:” takes favourite, unnamed or faceless, not ${subject}`,
  'not-a-number': (subject) => `${subject} is no whole number`,
  'not-a-rating': (subject) => `${subject} is no number of stars: 0 to 5`,
  'not-a-date': (subject) => `${subject} is no date: write 2026, 2026-01 or 2026-01-31`,
  'not-comparable': () => 'this takes “:” and no comparison',
  'too-long': () => 'there are more than 2,000 characters',
  'unknown-name': (subject) => `nothing is called ${subject}`,
};

/** The sentence, and the search with a mark below what is wrong. */
function told(query: string, error: QueryError): string {
  return `In this search ${sentences[error.kind](error.subject)}:\n${pointAt(query, error)}`;
}
