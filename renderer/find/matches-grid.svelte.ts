import type { Match } from '../../electron/contract/api/find-api.ts';
import type { FindContext } from './context.ts';
import { bandOf, bands } from './match-bands.ts';
import { Grid } from '../grid/grid.svelte.ts';
import type { GridEvents } from '../grid/grid-events.ts';
import { subjectOfMatch, type PreviewSource } from '../preview/preview.svelte.ts';
import { matchMetrics } from '../grid/tile-metrics.ts';
import { fileName, similarityPercent, wordGroupOf } from '../i18n/wording.ts';

/** Search results, ranked, in one section per band. */
export class MatchesGrid {
  readonly grid: Grid;
  readonly #around: FindContext;

  constructor(around: FindContext) {
    this.#around = around;
    this.grid = new Grid(
      () => ({
        sections: bands.map((band) => ({ count: around.finder.banded[band].length, heading: true })),
        metrics: matchMetrics(around.tileSizing.tileSize),
      }),
      around.finder.place,
    );
  }

  at(index: number): Match | null {
    return this.#around.finder.matches[index] ?? null;
  }

  /** The name of the group, as it is now; null where it has none. */
  nameOf(match: Match): string | null {
    return this.#around.characters.byId(match.character)?.name ?? match.characterName;
  }

  /** What tells the artist which group the face is in. */
  groupOf(match: Match): string {
    return wordGroupOf(this.#around.translation.t, match.character, { name: this.nameOf(match) });
  }

  readonly attributes = (index: number): Record<string, string | number | undefined> => {
    const match = this.at(index);
    if (!match) return {};
    const { t } = this.#around.translation;
    const name = this.groupOf(match);
    const percent = similarityPercent(match.similarity);
    return {
      'data-testid': 'match-tile',
      'data-face-id': match.face,
      'data-band': bandOf(match.similarity, this.#around.finder.borders),
      'aria-label': `${name}, ${t('similarity', { percent })}, ${t('face.label', { file: fileName(match.path) })}`,
    };
  };

  readonly events: GridEvents = {
    opensOnClick: false,
    actions: {
      open: (index) => this.preview(index),
      preview: (index) => this.preview(index),
      find: (index) => this.find(index),
      addSample: (index) => this.addSample(index),
      reveal: (index) => void this.reveal(index),
      copyPaths: (index) => void this.copyPath(index),
    },
    open: (index) => this.preview(index),
    enter: (index, tile) => {
      const match = this.at(index);
      if (match) this.#around.hover.enter(tile, async () => subjectOfMatch(match));
    },
    resize: (steps) => this.#around.tileSizing.resizeTiles(steps),
    leave: () => this.#around.hover.leave(),
    drag: (index, { clientX, clientY }) => this.#drag(index, clientX, clientY),
  };

  #drag(index: number, x: number, y: number): void {
    const match = this.at(index);
    if (!match) return;
    const { face, picture, character } = match;
    this.#around.drag.start(
      { kind: 'faces', faces: [face], pictures: [picture], from: character, shown: [face] },
      x,
      y,
    );
  }

  preview(index: number): void {
    this.#around.hover.leave();
    void this.#around.preview.open(this.#source(), index);
  }

  find(index: number): void {
    const match = this.at(index);
    if (match) this.#around.opener.find(match.face, match.picture);
  }

  /** The match is one more sample of the character that is searched for. */
  addSample(index: number): void {
    const match = this.at(index);
    if (match) void this.#around.toasts.attempt(() => this.#around.finder.addFace(match.face, match.picture));
  }

  openGroup(index: number): void {
    const match = this.at(index);
    if (match?.character != null) this.#around.opener.group(match.character);
  }

  async reveal(index: number): Promise<void> {
    const match = this.at(index);
    if (match) await this.#around.files.reveal(match.picture);
  }

  async copyPath(index: number): Promise<void> {
    const match = this.at(index);
    if (match) await this.#around.files.copyPaths([match.path]);
  }

  #source(): PreviewSource {
    return {
      count: this.grid.layout.count,
      at: async (index) => {
        const match = this.at(index);
        return match && subjectOfMatch(match);
      },
      closed: (index) => void this.grid.focus(index),
    };
  }
}
