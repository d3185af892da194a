import { expect, test } from 'vitest';
import type { ProviderFacts } from '../../../../electron/contract/api/settings-api.ts';
import { shownProcessors } from '../../../../renderer/settings/shown-processors.ts';

const facts: readonly ProviderFacts[] = [
  { provider: 'cuda', refused: { reason: 'no-device', detail: '' } },
  { provider: 'dml', refused: { reason: 'other-system', detail: '' } },
  { provider: 'coreml', refused: { reason: 'other-system', detail: '' } },
  { provider: 'webgpu', refused: null },
  { provider: 'cpu', refused: null },
];

test('what this system cannot have is not shown, what it lacks is', () => {
  expect(shownProcessors(facts, 'auto')).toEqual(['auto', 'cuda', 'webgpu', 'cpu']);
});

test('what was chosen stays in sight', () => {
  expect(shownProcessors(facts, 'dml')).toEqual(['auto', 'cuda', 'dml', 'webgpu', 'cpu']);
});

test('before all have been tried, only what every system has is shown', () => {
  expect(shownProcessors(null, 'auto')).toEqual(['auto', 'cpu']);
});
