import { templateTokens, type TemplateToken } from '../../../contract/rename/rename-model.ts';

/** The filters that each token offers. For numbers, any count of zeros is allowed. */
export const filtersOf: Readonly<Record<TemplateToken, readonly string[]>> = {
  character: ['slug'],
  index: ['000'],
  stem: ['slug'],
  ext: [],
  folder: ['slug'],
  date: ['YYYYMMDD', 'YYYY-MM'],
  width: ['0000'],
  height: ['0000'],
  outfit: ['slug'],
};

export const tokenList = templateTokens.map((token) => ({ token, filters: filtersOf[token] }));

export function isToken(name: string): name is TemplateToken {
  return Object.hasOwn(filtersOf, name);
}

export function knowsFilter(token: TemplateToken, filter: string): boolean {
  if (token === 'index' || token === 'width' || token === 'height') return /^0{1,12}$/.test(filter);
  if (token === 'date') return /^(YYYY|MM|DD|hh|mm|ss|[-_. ])+$/.test(filter);
  return filtersOf[token].includes(filter);
}
