import type { Edited } from '../../contract/api/edits-api.ts';
import type { GroupingOptions, RegroupPreview } from '../../contract/api/grouping-api.ts';
import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { Stays } from '../grouping/in-place.ts';
import type { FactStore } from '../store/facts.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Journal } from './journal.ts';

interface RegroupingParts {
  readonly settings: SettingStore;
  readonly facts: FactStore;
  readonly journal: Journal;
  readonly grouping: Grouping;
}

/** Other options for how the machine groups, as an edit of the library. */
export class Regrouping {
  readonly #parts: RegroupingParts;

  constructor(parts: RegroupingParts) {
    this.#parts = parts;
  }

  async preview(options: GroupingOptions, stay?: readonly FaceId[]): Promise<RegroupPreview> {
    return (await this.#parts.grouping.plan(options, stay)).preview;
  }

  /** Answers when the groups are there, or an artist has decided something meanwhile: then they come a moment later. */
  async regroup(options: GroupingOptions, stay?: readonly FaceId[]): Promise<Edited> {
    const { settings, journal, grouping } = this.#parts;
    const { preview, stays } = await grouping.plan(options, stay);
    const edited = journal.perform([], () => {
      settings.setGrouping(options);
      this.#decide(stays);
      return { kind: 'regroup', name: null, count: preview.moved };
    });
    await grouping.regroup(true);
    return edited;
  }

  #decide({ suggested, rejected, together, apart }: Stays): void {
    const { facts } = this.#parts;
    for (const [character, faces] of byCharacter(suggested)) facts.suggest(faces, character);
    for (const [character, faces] of byCharacter(rejected)) facts.reject(faces, character);
    facts.mustLink(together);
    facts.cannotLink(apart);
  }
}

function byCharacter(pairs: Stays['suggested']): [CharacterId, FaceId[]][] {
  const groups = Map.groupBy(pairs, ([, character]) => character);
  return [...groups].map(([character, some]) => [character, some.map(([face]) => face)]);
}
