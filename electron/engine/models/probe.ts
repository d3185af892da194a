import type { ProviderFacts } from '../../contract/api/settings-api.ts';
import { InferenceThread } from './inference-thread.ts';
import type { ModelManifest } from '../vision/manifest.ts';
import { executionProviders } from '../../contract/providers.ts';

/**
 * Whether each execution provider runs these networks here. They are tried one after the other, each in a thread of its own, so that a
 * card's memory is not taken twice. The processor comes last.
 */
export async function probeProviders(manifest: ModelManifest): Promise<ProviderFacts[]> {
  const facts: ProviderFacts[] = [];
  for (const provider of executionProviders) {
    await using thread = new InferenceThread({ manifest, threads: 1, providers: [provider] });
    facts.push({ provider, refused: await whyRefused(thread) });
  }
  return facts;
}

async function whyRefused(thread: InferenceThread): Promise<ProviderFacts['refused']> {
  try {
    await thread.start();
  } catch (error) {
    return { reason: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
  const [refused] = thread.processor.refused;
  return refused ? { reason: refused.reason, detail: refused.detail } : null;
}
