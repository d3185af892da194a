import type { SplitProposal } from '../../electron/contract/api/edits-api.ts';
import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import { toErrorData, type ErrorData } from '../../electron/contract/errors.ts';
import type { CharacterId, FaceId } from '../../electron/contract/ids.ts';

/** The faces of a character in parts by likeness, to be named as outfits. */
export class OutfitParts {
  proposal = $state.raw<SplitProposal | null>(null);
  error = $state.raw<ErrorData | null>(null);
  /** Of each part; empty: it stays as it is. */
  names = $state<string[]>([]);

  readonly #engine: Pick<EngineApi, 'proposeSplit'>;
  readonly #character: CharacterId;
  #asked = 0;

  constructor(engine: Pick<EngineApi, 'proposeSplit'>, character: CharacterId) {
    this.#engine = engine;
    this.#character = character;
  }

  readonly named = $derived.by(() =>
    (this.proposal?.parts ?? []).flatMap(({ faces }, at): { name: string; faces: readonly FaceId[] }[] => {
      const name = this.names[at]?.trim() ?? '';
      return name === '' ? [] : [{ name, faces }];
    }),
  );

  /** Names that were typed stay with the part that begins as theirs did. */
  async propose(parts?: number): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const proposal = await this.#engine.proposeSplit(this.#character, parts === undefined ? {} : { parts });
      if (asked !== this.#asked) return;
      const before = new Map((this.proposal?.parts ?? []).map(({ faces }, at) => [faces[0], this.names[at] ?? '']));
      this.names = proposal.parts.map(({ faces }) => before.get(faces[0]) ?? '');
      this.proposal = proposal;
      this.error = null;
    } catch (error) {
      if (asked === this.#asked) this.error = toErrorData(error);
    }
  }
}
