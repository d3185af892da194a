import type { Database as Db } from 'better-sqlite3';
import type { CharacterId, PictureId } from '../../../contract/ids.ts';
import { AliasStore } from './aliases.ts';
import { AppraisalStore } from './appraisals.ts';
import { CollectionStore } from './collections.ts';
import { HotkeyStore } from './hotkeys.ts';
import { LabelStore } from './labels.ts';
import { OutfitStore } from './outfits.ts';

/** The tables of what an artist says of characters and pictures beside who is who. */
export interface Catalogue {
  readonly characterAppraisals: AppraisalStore<CharacterId>;
  readonly pictureAppraisals: AppraisalStore<PictureId>;
  readonly series: LabelStore<'character_series'>;
  readonly characterTags: LabelStore<'character_tag'>;
  readonly pictureTags: LabelStore<'picture_tag'>;
  readonly aliases: AliasStore;
  readonly outfits: OutfitStore;
  readonly hotkeys: HotkeyStore;
  readonly collections: CollectionStore;
}

export function openCatalogue(db: Db): Catalogue {
  return {
    characterAppraisals: new AppraisalStore(db, 'character'),
    pictureAppraisals: new AppraisalStore(db, 'picture'),
    series: new LabelStore(db, 'character_series'),
    characterTags: new LabelStore(db, 'character_tag'),
    pictureTags: new LabelStore(db, 'picture_tag'),
    aliases: new AliasStore(db),
    outfits: new OutfitStore(db),
    hotkeys: new HotkeyStore(db),
    collections: new CollectionStore(db),
  };
}
