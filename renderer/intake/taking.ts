import type { SampleOpener } from '../find/sample-opener.ts';
import type { Finder } from '../find/finder.svelte.ts';
import type { Folders } from '../folders/folders.svelte.ts';
import type { Navigation } from '../navigation/navigation.svelte.ts';
import type { SampleSorting } from '../sorting/sample-sorting.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';
import { intakeOf, sampleOf, type droppedItems } from './intake.ts';

interface Around {
  pathForFile(file: File): string;
  readonly folders: Folders;
  readonly finder: Finder;
  readonly sampleOpener: SampleOpener;
  readonly sorting: SampleSorting;
  readonly navigation: Navigation;
  readonly toasts: Toasts;
}

/** Takes what comes from outside the window to where it belongs. */
export class Taking {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  /** `more`: a picture is one more sample of the character that is searched for. */
  take(items: ReturnType<typeof droppedItems>, more = false): Promise<void> {
    return this.#around.toasts.attempt(() => this.#take(items, more));
  }

  async #take(items: ReturnType<typeof droppedItems>, more: boolean): Promise<void> {
    const { folders: known, finder, sampleOpener, sorting, navigation } = this.#around;
    const { folders: dropped, sample } = await intakeOf(items, (file) => this.#around.pathForFile(file));
    const [first] = dropped;
    if (navigation.current.view === 'samples' && first !== undefined) return sorting.look(first);
    for (const path of dropped) await known.add(path);
    if (dropped.length > 0 || !sample) return;
    if (more) await finder.addSample(sample);
    else sampleOpener.open(sample);
  }

  paste(picture: File): Promise<void> {
    const { toasts, sampleOpener } = this.#around;
    return toasts.attempt(async () =>
      sampleOpener.open(await sampleOf(picture, (file) => this.#around.pathForFile(file))),
    );
  }
}
