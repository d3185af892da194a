import type { SampleSource } from '../../electron/contract/api/find-api.ts';
import type { FaceId, PictureId } from '../../electron/contract/ids.ts';
import type { ShellApi } from '../../electron/contract/shell/shell-api.ts';
import type { Navigation } from '../navigation/navigation.svelte.ts';
import type { Hover } from '../preview/hover.svelte.ts';
import type { PreviewState } from '../preview/preview.svelte.ts';
import type { Toasts } from '../toasts/toasts.svelte.ts';
import type { Finder } from './finder.svelte.ts';

interface Around {
  readonly shell: Pick<ShellApi, 'pickPicture'>;
  readonly finder: Finder;
  readonly navigation: Navigation;
  readonly preview: PreviewState;
  readonly hover: Hover;
  readonly toasts: Toasts;
}

/** Begins a search, from wherever the artist is. */
export class SampleOpener {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  /** `add`: one more sample of the character that is searched for. */
  pick(how: 'new' | 'add' = 'new'): Promise<void> {
    const { shell, finder, toasts } = this.#around;
    return toasts.attempt(async () => {
      const path = await shell.pickPicture();
      if (path === null) return;
      if (how === 'add') await finder.addSample({ path });
      else this.open({ path });
    });
  }

  open(source: SampleSource): void {
    this.#show();
    void this.#around.finder.openSample(source);
  }

  openFace(face: FaceId, picture: PictureId): void {
    this.#show();
    void this.#around.finder.openFace(face, picture);
  }

  #show(): void {
    const { hover, preview, navigation } = this.#around;
    hover.leave();
    preview.close();
    navigation.open({ view: 'find' });
  }
}
