import type { Colour } from '../../electron/contract/colours.ts';
import { FaceCriteria } from '../criteria/face-criteria.svelte.ts';
import type { GroupCriteria, GroupSort, ShownGroups } from './character-order.ts';

/** What the artist has asked to see of the groups. */
export class GroupSearch {
  text = $state('');
  show = $state<ShownGroups>('all');
  fewest = $state<number | null>(null);
  most = $state<number | null>(null);
  colours = $state.raw<readonly Colour[]>([]);
  sort = $state<GroupSort>('largest');
  /** What at least one of their faces has to fit. */
  readonly faces: FaceCriteria;

  /** `below`: the folder on disk that everything is narrowed to. */
  constructor(below?: () => string | null) {
    this.faces = new FaceCriteria(below);
  }

  readonly criteria = $derived<GroupCriteria>({
    text: this.text,
    show: this.show,
    fewest: this.fewest,
    most: this.most,
    colours: this.colours,
  });

  /** Filters behind the button, not counting what is seen beside it. */
  readonly more = $derived.by(
    () => this.fewest !== null || this.most !== null || this.colours.length > 0 || this.faces.active,
  );
  readonly active = $derived(this.more || this.show !== 'all' || this.text.trim() !== '');

  toggleColour(colour: Colour): void {
    const others = this.colours.filter((chosen) => chosen !== colour);
    this.colours = others.length < this.colours.length ? others : [...others, colour];
  }

  clear(): void {
    this.text = '';
    this.show = 'all';
    this.clearMore();
  }

  clearMore(): void {
    this.fewest = null;
    this.most = null;
    this.colours = [];
    this.faces.clear();
  }
}
