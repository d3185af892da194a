import type { Database as Db } from 'better-sqlite3';
import type { CharacterAbout } from '../../../contract/catalogue-model.ts';
import type { CharacterId } from '../../../contract/ids.ts';
import { AliasStore } from './aliases.ts';
import { AppraisalStore } from './appraisals.ts';
import { HotkeyStore } from './hotkeys.ts';
import { LabelStore } from './labels.ts';
import { OutfitStore } from './outfits.ts';

/** The tables that say something of a character, each with a column `character`. */
export const aboutTables = [
  'character_about',
  'character_series',
  'character_tag',
  'alias',
  'outfit',
  'hotkey',
] as const;

const anySql = aboutTables.map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE character = @id)`).join(' OR ');

/** Everything of the catalogue that is about one character. */
export class CharacterAboutReader {
  readonly #any;
  readonly #appraisals: AppraisalStore<CharacterId>;
  readonly #series: LabelStore<'character_series'>;
  readonly #tags: LabelStore<'character_tag'>;
  readonly #aliases: AliasStore;
  readonly #outfits: OutfitStore;
  readonly #hotkeys: HotkeyStore;

  constructor(db: Db) {
    this.#any = db.prepare<[{ id: CharacterId }], number>(`SELECT ${anySql}`).pluck();
    this.#appraisals = new AppraisalStore(db, 'character');
    this.#series = new LabelStore(db, 'character_series');
    this.#tags = new LabelStore(db, 'character_tag');
    this.#aliases = new AliasStore(db);
    this.#outfits = new OutfitStore(db);
    this.#hotkeys = new HotkeyStore(db);
  }

  /** Undefined where there is nothing, as with most groups: there may be tens of thousands. */
  of(id: CharacterId): CharacterAbout | undefined {
    if (this.#any.get({ id }) !== 1) return undefined;
    return {
      ...this.#appraisals.of(id),
      aliases: this.#aliases.of(id),
      series: this.#series.of(id),
      tags: this.#tags.of(id),
      outfits: this.#outfits.of(id),
      hotkey: this.#hotkeys.of(id),
    };
  }
}
