import type { CompletionList, OfferedToken, TemplateCompletion } from '../../../contract/rename/rename-model.ts';
import { tokenList } from './tokens.ts';

/** What can be typed at the caret (UTF-16 offset): tokens after `{`, filters after `{token:`; null outside braces. */
export function completeTemplate(template: string, caret: number): CompletionList | null {
  const from = template.lastIndexOf('{', caret - 1);
  if (from < 0 || template.slice(from, caret).includes('}')) return null;
  const typed = template.slice(from + 1, caret);
  const [name = '', filter] = typed.split(':');
  const choices = filter === undefined ? tokensLike(name) : filtersLike(name.replace('?', ''), filter);
  return choices.length > 0 ? { from, to: endOf(template, caret), choices } : null;
}

/** A completion also replaces the rest of a token that is there already, with its brace. */
function endOf(template: string, caret: number): number {
  const rest = /^[^{}/]*\}/u.exec(template.slice(caret));
  return caret + (rest?.[0].length ?? 0);
}

function tokensLike(typed: string): TemplateCompletion[] {
  const like = tokenList.filter(({ token }) => token.startsWith(typed.toLowerCase().replace('?', '')));
  return like.flatMap((offered) => [offer(offered, null), ...offered.filters.map((filter) => offer(offered, filter))]);
}

function filtersLike(token: string, typed: string): TemplateCompletion[] {
  return tokenList
    .filter((offered) => offered.token === token)
    .flatMap((offered) =>
      offered.filters.filter((filter) => filter.startsWith(typed)).map((filter) => offer(offered, filter)),
    );
}

function offer({ token, optional }: OfferedToken, filter: string | null): TemplateCompletion {
  return { insert: `{${token}${optional ? '?' : ''}${filter === null ? '' : `:${filter}`}}`, token, filter };
}
