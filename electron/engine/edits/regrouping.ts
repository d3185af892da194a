import type { Edited } from '../../contract/edits-api.ts';
import type { GroupingOptions, RegroupPreview } from '../../contract/grouping-api.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { Journal } from './journal.ts';

interface RegroupingParts {
  readonly settings: SettingStore;
  readonly journal: Journal;
  readonly grouping: Grouping;
}

/** Other options for how the machine groups, as an edit of the library. */
export class Regrouping {
  readonly #parts: RegroupingParts;

  constructor(parts: RegroupingParts) {
    this.#parts = parts;
  }

  preview(options: GroupingOptions): Promise<RegroupPreview> {
    return this.#parts.grouping.preview(options);
  }

  /** Answers when the groups are there, or an artist has decided something meanwhile: then they come a moment later. */
  async regroup(options: GroupingOptions): Promise<Edited> {
    const { settings, journal, grouping } = this.#parts;
    const { moved } = await grouping.preview(options);
    const edited = journal.perform([], () => {
      settings.setGrouping(options);
      return { kind: 'regroup', name: null, count: moved };
    });
    await grouping.regroup(true);
    return edited;
  }
}
