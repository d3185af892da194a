import { processorChoices, type ProcessorChoice, type ProcessorFallback } from '../../electron/contract/providers.ts';
import type { ProviderFacts } from '../../electron/contract/api/settings-api.ts';
import type { Translate } from '../i18n/translate.ts';

/**
 * What can be chosen: nothing that this system cannot have, unless it is chosen. Which those are is not known before all have been tried
 * (`facts` null): then what every system has is there.
 */
export function shownProcessors(
  facts: readonly ProviderFacts[] | null,
  chosen: ProcessorChoice,
): readonly ProcessorChoice[] {
  return processorChoices.filter((choice) => {
    if (choice === 'auto' || choice === 'cpu' || choice === chosen) return true;
    const refused = facts?.find(({ provider }) => provider === choice)?.refused;
    return refused !== undefined && refused?.reason !== 'other-system';
  });
}

/** Why one cannot be chosen, below its name. */
export function whyRefused(t: Translate, { reason, detail }: Pick<ProcessorFallback, 'reason' | 'detail'>): string {
  return t(`refused.${reason}`, { detail });
}
