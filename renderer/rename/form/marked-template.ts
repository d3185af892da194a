import type { TemplateError } from '../../../electron/contract/rename/rename-model.ts';

/** A piece of the template as it is drawn under the field. */
export interface MarkedPiece {
  readonly text: string;
  readonly token: boolean;
  readonly wrong: boolean;
}

/** Cuts the template wherever a token or an error begins or ends, UTF-16 offsets. The pieces put together are the template. */
export function markTemplate(template: string, errors: readonly Pick<TemplateError, 'from' | 'to'>[]): MarkedPiece[] {
  const tokens = [...template.matchAll(/\{[^{}]*\}/g)].map(({ index, 0: text }) => ({
    from: index,
    to: index + text.length,
  }));
  const cuts = [0, template.length, ...[...tokens, ...errors].flatMap(({ from, to }) => [from, to])];
  const places = [...new Set(cuts)].filter((at) => at <= template.length).sort((a, b) => a - b);
  const within = (at: number, spans: readonly { from: number; to: number }[]): boolean =>
    spans.some(({ from, to }) => from <= at && at < to);
  return places.slice(0, -1).map((at, index) => ({
    text: template.slice(at, places[index + 1]),
    token: within(at, tokens),
    wrong: within(at, errors),
  }));
}
