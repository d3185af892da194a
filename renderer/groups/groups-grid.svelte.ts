import { colours, type Colour } from '../../electron/contract/colours.ts';
import { standingOf } from '../characters/standing.ts';
import type { Character, Face } from '../../electron/contract/api/faces-api.ts';
import type { CharacterId } from '../../electron/contract/ids.ts';
import type { GroupsContext } from './context.ts';
import { facesOf } from '../faces/face-source.ts';
import { Pages } from '../lists/pages.svelte.ts';
import { Grid } from '../grid/grid.svelte.ts';
import { ratingOf } from '../catalogue/rating-of.ts';
import { actionsFor, chosenOnes, type GridActions, type GridEvents } from '../grid/grid-events.ts';
import { subjectOfFace, type PreviewSource, type PreviewSubject } from '../preview/preview.svelte.ts';
import { Selection, type SelectionKeys } from '../grid/selection.svelte.ts';
import { groupMetrics } from '../grid/tile-metrics.ts';
import { wordGroup } from '../i18n/wording.ts';

/** The cards of all groups, then one for the faces without a group. */
export class GroupsGrid {
  naming = $state<CharacterId | null>(null);
  readonly grid: Grid;
  readonly selection = new Selection<CharacterId>();
  readonly #around: GroupsContext;
  #seen: readonly Character[] = [];
  #activeId: CharacterId | null = null;

  constructor(around: GroupsContext) {
    this.#around = around;
    this.grid = new Grid(
      () => ({
        sections: [{ count: this.characters.length + (this.ungrouped > 0 ? 1 : 0), heading: false }],
        metrics: groupMetrics(around.tileSizing.tileSize),
      }),
      around.place,
    );
    $effect(() => {
      const { search, fitting, resource } = around.characters;
      // Another question, or other groups: asked again.
      if (search.faces.narrowed && search.faces.key && resource.value) fitting.refresh();
    });
    $effect(() => this.#followActive());
    $effect(() => () => around.characters.holdFor('naming', false));
  }

  /** The keyboard stays on its group when the groups are sorted anew. */
  #followActive(): void {
    const { characters, grid } = this;
    const sorted = characters !== this.#seen;
    this.#seen = characters;
    const index =
      sorted && grid.focused && this.naming === null ? characters.findIndex(({ id }) => id === this.#activeId) : -1;
    if (index >= 0 && index !== grid.active) void grid.follow(index);
    else this.#activeId = characters[grid.active]?.id ?? null;
  }

  readonly characters = $derived.by(() => this.#around.characters.visible);
  readonly ungrouped = $derived.by(() =>
    this.#around.characters.search.active || this.#around.characters.search.faces.narrowed
      ? 0
      : (this.#around.library.status.value?.ungrouped ?? 0),
  );

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const { t } = this.#around.translation;
    const character = this.characters[index];
    if (!character)
      return { 'data-testid': 'ungrouped-card', 'aria-label': t('ungrouped.label', { count: this.ungrouped }) };
    return {
      'data-testid': 'group-card',
      'data-character-id': character.id,
      'aria-label': this.#label(character),
    };
  };

  readonly actions: GridActions = {
    ...actionsFor('editGroups', (edit, index) =>
      this.#withGroups(index, (groups) => this.#around.edits.done((engine) => edit(engine, idsOf(groups)))),
    ),
    open: (index) => this.#around.opener.group(this.#idAt(index)),
    preview: (index) => void this.#around.preview.open(this.#source(index), 0),
    name: (index) => this.name(index),
    find: (index) => void this.find(index),
    merge: (index) => this.#withGroups(index, (groups) => this.#around.askedEdits.merge(groups)),
    splitUp: (index) => this.#splitUp(index),
    hide: (index) =>
      this.#withGroups(index, (groups) =>
        this.#around.edits.hide(idsOf(groups), this.#around.characters.search.show !== 'hidden'),
      ),
    notAFace: (index) => this.#withGroups(index, (groups) => this.#notFaces(groups)),
    colour: (index, event) => this.colour(index, colours[Number(event?.key) - 1] ?? null),
    rate: (index, event) =>
      this.#say(index, (groups) =>
        this.#around.edits.done((engine) => engine.rateCharacters(idsOf(groups), ratingOf(event))),
      ),
    favourite: (index) => this.#say(index, (groups) => this.#favour(groups)),
    toggle: (index) => this.choose(index, { ctrl: true, shift: false }),
    selectAll: () => this.selection.set(this.characters.map(({ id }) => id)),
    copyPaths: (index) => void this.#copyPaths(index),
    renameFiles: (index) => this.#renameFiles(index),
    exportNames: (index) => this.#around.opener.export(this.targets(index).map(({ id }) => id)),
  };

  readonly events: GridEvents = {
    opensOnClick: true,
    actions: this.actions,
    open: (index) => this.#around.opener.group(this.#idAt(index)),
    choose: (index, keys) => this.choose(index, keys),
    selected: (index) => this.selected(index),
    clear: () => this.#clear(),
    beginSweep: (added) => this.selection.beginSweep(added),
    sweep: (band) => this.selection.sweep(this.grid.layout.tilesIn(band).flatMap((at) => this.#idAt(at) ?? [])),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
    enter: (index, tile) => {
      if (this.selection.size === 0) this.#around.hover.enter(tile, () => this.#firstFace(index));
    },
    resize: (steps) => this.#around.tileSizing.resizeTiles(steps),
    leave: () => this.#around.hover.leave(),
  };

  choose(index: number, keys: SelectionKeys): void {
    this.selection.choose(index, keys, this.grid.active, (at) => this.#idAt(at));
  }

  selected(index: number): boolean {
    const id = this.#idAt(index);
    return id !== null && this.selection.ids.has(id);
  }

  /** The chosen groups where the card is one of them, else the card's own. */
  targets(index: number): readonly Character[] {
    if (index === chosenOnes || this.selected(index))
      return this.characters.filter(({ id }) => this.selection.ids.has(id));
    const character = this.characters[index];
    return character ? [character] : [];
  }

  colour(index: number, colour: Colour | null): void {
    this.#say(index, (groups) => this.#around.edits.setColour(idsOf(groups), colour));
  }

  /** They are all favourites then, or none where all were. */
  #favour(groups: readonly Character[]): Promise<boolean> {
    const favourite = !groups.every(({ about }) => about?.favourite);
    return this.#around.edits.done((engine) => engine.favourCharacters(idsOf(groups), favourite));
  }

  #clear(): boolean {
    const any = this.selection.size > 0;
    this.selection.clear();
    return any;
  }

  /** Afterwards the keyboard is on the group that `work` answers, else where it was. */
  #withGroups(index: number, work: (groups: readonly Character[]) => Promise<Character | boolean | null>): void {
    const groups = this.targets(index);
    if (groups.length === 0) return;
    this.#around.hover.leave();
    void work(groups).then(async (done) => {
      if (done === false || done === null) return;
      this.selection.clear();
      const at = done === true ? -1 : this.characters.findIndex(({ id }) => id === done.id);
      await this.grid.focus(at >= 0 ? at : this.grid.active);
    });
  }

  /** Says something of the groups that are meant; they stay chosen, as more may be said of them. */
  #say(index: number, work: (groups: readonly Character[]) => Promise<boolean>): void {
    const groups = this.targets(index);
    if (groups.length === 0) return;
    this.#around.hover.leave();
    void work(groups).then(() => this.grid.focus(this.grid.active));
  }

  #splitUp(index: number): void {
    const character = this.characters[index];
    if (!character) return;
    this.#around.hover.leave();
    void this.#around.askedEdits.splitUp(character).then(() => this.grid.focus(this.grid.active));
  }

  async #notFaces(groups: readonly Character[]): Promise<boolean> {
    const faces = await Promise.all(groups.map(({ id, faces: count }) => this.#pagesOf(id).all(count)));
    return this.#around.edits.notAFace(faces.flat().map(({ id }) => id));
  }

  #pagesOf(id: CharacterId | null): Pages<Face> {
    return new Pages<Face>(facesOf(this.#around.engine, id));
  }

  #drag(index: number, x: number, y: number): void {
    const groups = this.targets(index);
    const held = this.characters[index];
    if (!held) return;
    const shown = [held, ...groups.filter(({ id }) => id !== held.id)].flatMap(({ covers }) => covers[0] ?? []);
    this.#around.drag.start({ kind: 'groups', groups: idsOf(groups), shown }, x, y, () => {
      this.selection.clear();
      void this.grid.follow(this.grid.active);
    });
  }

  #renameFiles(index: number): void {
    const ids = this.targets(index).map(({ id }) => id);
    if (ids.length > 0) this.#around.opener.rename({ characters: ids });
  }

  async #copyPaths(index: number): Promise<void> {
    await this.#around.toasts.attempt(async () => {
      const lists = this.targets(index).map(({ id, faces }) => this.#pagesOf(id).all(faces));
      const faces = (await Promise.all(lists)).flat();
      await this.#around.files.copyPaths([...new Set(faces.map(({ path }) => path))]);
    });
  }

  name(index: number): void {
    this.#around.hover.leave();
    // A click on the name leaves the keys where they were.
    this.grid.activate(index);
    this.naming = this.#idAt(index);
    this.#around.characters.holdFor('naming', this.naming !== null);
  }

  async find(index: number): Promise<void> {
    const face = await this.#firstFace(index);
    if (face && face.face !== null) this.#around.opener.find(face.face, face.picture);
  }

  async named(): Promise<void> {
    this.naming = null;
    this.#around.characters.holdFor('naming', false);
    await this.grid.focus(this.grid.active);
  }

  #label(character: Character): string {
    const { t } = this.#around.translation;
    const { faces, pictures } = character;
    const counts = `${t('count.faces', { count: faces })}, ${t('count.pictures', { count: pictures })}`;
    return `${wordGroup(t, character)}, ${counts}, ${t(`group.standing.${standingOf(character)}`)}`;
  }

  #idAt(index: number): CharacterId | null {
    return this.characters[index]?.id ?? null;
  }

  /** The face that stands for the group: its cover where that is among the most typical ones. */
  async #firstFace(index: number): Promise<PreviewSubject | null> {
    const character = this.characters[index];
    const faces = await this.#around.engine.listFaces(character?.id ?? null, { offset: 0, limit: 8 });
    const face = faces.find(({ id }) => id === character?.covers[0]) ?? faces[0];
    return face ? subjectOfFace(face) : null;
  }

  #source(index: number): PreviewSource {
    const character = this.characters[index];
    const pages = this.#pagesOf(character?.id ?? null);
    return {
      count: character?.faces ?? this.ungrouped,
      at: async (at) => {
        const face = await pages.load(at);
        return face && subjectOfFace(face);
      },
      closed: () => void this.grid.focus(index),
    };
  }
}

function idsOf(groups: readonly Character[]): CharacterId[] {
  return groups.map(({ id }) => id);
}
