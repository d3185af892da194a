import type { CharacterId, PictureId } from '../../../electron/contract/ids.ts';
import {
  defaultRename,
  type FileId,
  type NameRule,
  type RenamePreset,
  type RenameRequest,
  type RenameScope,
} from '../../../electron/contract/rename/rename-model.ts';

export type ScopeKind = 'all' | 'folder' | 'characters' | 'pictures';
type Settings = RenamePreset['request'];

/** Makes one folder for each character. */
const characterFolder = '{character}/';

/** What the artist has asked for: the template and the rules beside it. */
export class RenameForm {
  template = $state('{character}_{index:000}');
  mode = $state<RenameRequest['mode']>('rename');
  to = $state<string | null>(null);
  several = $state.raw<RenameRequest['several']>(defaultRename.several);
  unnamed = $state.raw<NameRule>(defaultRename.unnamed);
  unsure = $state.raw<RenameRequest['unsure']>(defaultRename.unsure);
  counter = $state.raw<RenameRequest['counter']>(defaultRename.counter);

  scope = $state<ScopeKind>('all');
  folder = $state<string | null>(null);
  characters = $state.raw<readonly CharacterId[]>([]);
  pictures = $state.raw<readonly PictureId[]>([]);

  #overrides = $state.raw<ReadonlyMap<FileId, string | null>>(new Map());

  readonly settings = $derived.by((): Settings => {
    const { template, mode, to, several, unnamed, unsure, counter } = this;
    return { template, mode, to: mode === 'rename' ? null : to, several, unnamed, unsure, counter };
  });

  readonly request = $derived.by((): RenameRequest => {
    const overrides = [...this.#overrides].map(([file, name]) => ({ file, name }));
    return { ...this.settings, scope: this.#scope, overrides };
  });

  readonly #scope = $derived.by((): RenameScope => {
    switch (this.scope) {
      case 'all':
        return {};
      case 'folder':
        return this.folder === null ? {} : { below: this.folder };
      case 'characters':
        return { characters: this.characters };
      case 'pictures':
        return { pictures: this.pictures };
    }
  });

  /** What is still missing before a preview can be made. */
  readonly missing = $derived.by((): 'target' | 'folder' | 'characters' | null => {
    if (this.mode !== 'rename' && this.to === null) return 'target';
    if (this.scope === 'folder' && this.folder === null) return 'folder';
    return this.scope === 'characters' && this.characters.length === 0 ? 'characters' : null;
  });

  readonly overridden = $derived.by(() => this.#overrides.size);

  readonly folderPerCharacter = $derived.by(() => this.template.startsWith(characterFolder));

  setFolderPerCharacter(wanted: boolean): void {
    if (wanted === this.folderPerCharacter) return;
    this.template = wanted ? characterFolder + this.template : this.template.slice(characterFolder.length);
  }

  /** `name`: typed over; null leaves the file alone; undefined goes back to what the template makes of it. */
  override(file: FileId, name: string | null | undefined): void {
    const overrides = new Map(this.#overrides);
    if (name === undefined) overrides.delete(file);
    else overrides.set(file, name);
    this.#overrides = overrides;
  }

  overrideOf(file: FileId): string | null | undefined {
    return this.#overrides.get(file);
  }

  clearOverrides(): void {
    this.#overrides = new Map();
  }

  use({ request }: RenamePreset): void {
    const { template, mode, to, several, unnamed, unsure, counter } = request;
    Object.assign(this, { template, mode, to, several, unnamed, unsure, counter });
  }

  only(characters: readonly CharacterId[]): void {
    this.scope = 'characters';
    this.characters = characters;
    this.clearOverrides();
  }

  onlyFolder(folder: string): void {
    this.scope = 'folder';
    this.folder = folder;
    this.clearOverrides();
  }

  onlyPictures(pictures: readonly PictureId[]): void {
    this.scope = 'pictures';
    this.pictures = pictures;
    this.clearOverrides();
  }
}
