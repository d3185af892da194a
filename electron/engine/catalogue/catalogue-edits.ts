import type { Alias, Appraisal, Hotkey, Rating } from '../../contract/catalogue-model.ts';
import type { Edited, EditKind, EditSummary } from '../../contract/api/edits-api.ts';
import { AppError } from '../../contract/errors.ts';
import type { CharacterId, FaceId, PictureId } from '../../contract/ids.ts';
import { readQuery } from '../../contract/query/read-query.ts';
import { cleanName, Decisions } from '../edits/decisions.ts';
import type { Journal } from '../edits/journal.ts';
import type { Catalogue } from '../store/catalogue/catalogue.ts';
import type { CharacterStore } from '../store/characters.ts';
import type { FactStore } from '../store/facts.ts';
import { inUse, withoutCopies } from './spelling.ts';

export interface CatalogueParts {
  readonly characters: CharacterStore;
  readonly facts: FactStore;
  readonly catalogue: Catalogue;
  readonly journal: Journal;
}

type Summary = Omit<EditSummary, 'kind'> & { readonly face?: FaceId | null };

/** What an artist says of characters and pictures beside who is who. Each call is one edit and answers the call of its name in CatalogueApi. */
export class CatalogueEdits {
  readonly #catalogue: Catalogue;
  readonly #characters: CharacterStore;
  readonly #decisions: Decisions;
  readonly #journal: Journal;

  constructor({ characters, facts, catalogue, journal }: CatalogueParts) {
    this.#catalogue = catalogue;
    this.#characters = characters;
    this.#decisions = new Decisions({ characters, facts });
    this.#journal = journal;
  }

  setAliases(id: CharacterId, wanted: readonly Alias[]): Edited {
    const aliases = wanted.map(({ name, language }) => ({ name: cleanName(name), language }));
    return this.#ofCharacters('aliases', [id], () => {
      const name = this.#decisions.nameOf(id);
      this.#catalogue.aliases.set(id, withoutCopies(aliases, name));
    });
  }

  addToSeries(ids: readonly CharacterId[], series: string): Edited {
    const name = inUse(this.#catalogue.series, series);
    return this.#labelled('series', ids, name, () => this.#catalogue.series.add(ids, name));
  }

  removeFromSeries(ids: readonly CharacterId[], series: string): Edited {
    return this.#labelled('series-off', ids, series, () => this.#catalogue.series.remove(ids, series));
  }

  renameSeries(series: string, wanted: string): Edited {
    const name = inUse(this.#besides(this.#catalogue.series.names(), series), wanted);
    return this.#edit('series-rename', [], () => {
      const ids = this.#catalogue.series.having(series);
      if (name !== series) {
        this.#catalogue.series.remove(ids, series);
        this.#catalogue.series.add(ids, name);
        if (ids.length > 0) this.#catalogue.collections.follow({ kind: 'series', was: series, name });
      }
      return { name, count: ids.length };
    });
  }

  tagCharacters(ids: readonly CharacterId[], tag: string): Edited {
    const name = inUse(this.#catalogue.characterTags, tag);
    return this.#labelled('tag', ids, name, () => this.#catalogue.characterTags.add(ids, name));
  }

  untagCharacters(ids: readonly CharacterId[], tag: string): Edited {
    return this.#labelled('untag', ids, tag, () => this.#catalogue.characterTags.remove(ids, tag));
  }

  tagPictures(pictures: readonly PictureId[], tag: string): Edited {
    const name = inUse(this.#catalogue.pictureTags, tag);
    return this.#edit('tag-pictures', [], () => {
      this.#catalogue.pictureTags.add(pictures, name);
      return { name, count: pictures.length };
    });
  }

  untagPictures(pictures: readonly PictureId[], tag: string): Edited {
    return this.#edit('untag-pictures', [], () => {
      this.#catalogue.pictureTags.remove(pictures, tag);
      return { name: tag, count: pictures.length };
    });
  }

  rateCharacters(ids: readonly CharacterId[], rating: Rating): Edited {
    return this.#appraised('rate', ids, { rating });
  }

  favourCharacters(ids: readonly CharacterId[], favourite: boolean): Edited {
    return this.#appraised(favourite ? 'favourite' : 'favourite-off', ids, { favourite });
  }

  noteCharacter(id: CharacterId, note: string): Edited {
    return this.#appraised('note', [id], { note: note.trim() });
  }

  ratePictures(pictures: readonly PictureId[], rating: Rating): Edited {
    return this.#appraisedPictures('rate-pictures', pictures, { rating });
  }

  favourPictures(pictures: readonly PictureId[], favourite: boolean): Edited {
    const kind = favourite ? 'favourite-pictures' : 'favourite-pictures-off';
    return this.#appraisedPictures(kind, pictures, { favourite });
  }

  notePicture(picture: PictureId, note: string): Edited {
    return this.#appraisedPictures('note-picture', [picture], { note: note.trim() });
  }

  setOutfit(faces: readonly FaceId[], outfit: string | null): Edited {
    const ids = this.#characters.charactersOf(faces);
    if (ids.length === 0) throw new AppError('face-gone', faces[0] ?? '');
    const name = outfit === null ? null : inUse(this.#catalogue.outfits, outfit);
    return this.#edit(name === null ? 'outfit-off' : 'outfit', ids, () => {
      for (const id of ids) this.#decisions.adopt(id);
      if (name === null) this.#catalogue.outfits.takeOff(faces);
      else this.#catalogue.outfits.wear(faces, name);
      return { name, count: faces.length, face: faces[0] ?? null };
    });
  }

  renameOutfit(id: CharacterId, outfit: string, wanted: string): Edited {
    const { outfits, aliases, collections } = this.#catalogue;
    const { name: character } = this.#decisions.existing(id);
    const own = outfits.of(id).map((one) => one.name);
    const name = inUse(this.#besides(own, outfit), wanted);
    return this.#edit('outfit-rename', [id], () => {
      if (name !== outfit) outfits.rename(id, outfit, name);
      // Searches for it follow, unless somebody else wears what is called so.
      const called = [...(character === null ? [] : [character]), ...aliases.of(id).map((alias) => alias.name)];
      if (name !== outfit && !outfits.names().includes(outfit))
        collections.follow({ kind: 'outfit', was: outfit, name, of: called });
      return { name, count: 1 };
    });
  }

  /** Names in use beside the one that is to be another: its own case can be changed. */
  #besides(names: readonly string[], except: string): { names(): readonly string[] } {
    return { names: () => names.filter((name) => name !== except) };
  }

  setHotkey(id: CharacterId, hotkey: Hotkey | null): Edited {
    return this.#ofCharacters(hotkey === null ? 'hotkey-off' : 'hotkey', [id], () =>
      this.#catalogue.hotkeys.set(id, hotkey),
    );
  }

  renameCollection(id: number, wanted: string): Edited {
    const { collections } = this.#catalogue;
    const name = cleanName(wanted);
    if (!collections.byId(id)) throw new AppError('collection-gone', id);
    const holder = collections.byName(name);
    if (holder && holder.id !== id) throw new AppError('name-taken', name);
    return this.#edit('collection-rename', [], () => {
      collections.rename(id, name);
      return { name, count: 1 };
    });
  }

  removeCollection(id: number): Edited {
    const collection = this.#catalogue.collections.byId(id);
    if (!collection) throw new AppError('collection-gone', id);
    return this.#edit('collection-off', [], () => {
      this.#catalogue.collections.remove(id);
      return { name: collection.name, count: 1 };
    });
  }

  saveCollection(wanted: string, query: string): Edited {
    const name = cleanName(wanted);
    const [error] = readQuery(query).errors;
    if (error) throw new AppError('bad-query', error.subject);
    return this.#edit('collection', [], () => {
      this.#catalogue.collections.save(name, query.trim());
      return { name, count: 1 };
    });
  }

  #appraised(kind: EditKind, ids: readonly CharacterId[], change: Partial<Appraisal>): Edited {
    return this.#ofCharacters(kind, ids, () => {
      for (const id of ids) this.#catalogue.characterAppraisals.set(id, change);
    });
  }

  #appraisedPictures(kind: EditKind, pictures: readonly PictureId[], change: Partial<Appraisal>): Edited {
    return this.#edit(kind, [], () => {
      for (const picture of pictures) this.#catalogue.pictureAppraisals.set(picture, change);
      return { name: null, count: pictures.length };
    });
  }

  #ofCharacters(kind: EditKind, ids: readonly CharacterId[], apply: () => void): Edited {
    const [id] = ids;
    const name = () => (ids.length === 1 && id !== undefined ? this.#decisions.nameOf(id) : null);
    return this.#adopting(kind, ids, () => {
      apply();
      return { name: name(), count: ids.length };
    });
  }

  #labelled(kind: EditKind, ids: readonly CharacterId[], name: string, apply: () => void): Edited {
    return this.#adopting(kind, ids, () => {
      apply();
      return { name, count: ids.length };
    });
  }

  /** A group of which something is said is the artist's, or the machine could end it and what was said with it. */
  #adopting(kind: EditKind, ids: readonly CharacterId[], apply: () => Summary): Edited {
    for (const id of ids) this.#decisions.existing(id);
    return this.#edit(kind, ids, () => {
      for (const id of ids) this.#decisions.adopt(id);
      return apply();
    });
  }

  #edit(kind: EditKind, about: readonly CharacterId[], apply: () => Summary): Edited {
    return this.#journal.perform(about, () => ({ ...apply(), kind }));
  }
}
