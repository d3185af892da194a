import type { Exporting } from '../export/exporting.svelte.ts';
import type { SampleOpener } from '../find/sample-opener.ts';
import type { Importing } from '../import/importing.svelte.ts';
import type { Navigation } from '../navigation/navigation.svelte.ts';
import type { Opener } from '../navigation/opener.ts';
import type { Hover } from '../preview/hover.svelte.ts';
import type { PreviewState } from '../preview/preview.svelte.ts';
import type { Renaming } from '../rename/state/renaming.svelte.ts';
import type { FaceSearch } from '../search/face-search.svelte.ts';

interface Views {
  readonly exporting: Exporting;
  readonly hover: Hover;
  readonly importing: Importing;
  readonly navigation: Navigation;
  readonly preview: PreviewState;
  readonly renaming: Renaming;
  readonly sampleOpener: SampleOpener;
  readonly search: FaceSearch;
}

/** What is shown meanwhile makes way. */
export function openerOf(views: Views): Opener {
  const { exporting, hover, importing, navigation, preview, renaming, sampleOpener, search } = views;
  return {
    group: (character) => {
      hover.leave();
      navigation.open({ view: 'group', character });
    },
    search: (query) => {
      hover.leave();
      if (query === undefined) search.called += 1;
      else search.ask(query);
      navigation.open({ view: 'search' });
    },
    find: (face, picture) => sampleOpener.openFace(face, picture),
    rename: (files) => {
      hover.leave();
      preview.close();
      if (files) renaming.only(files);
      else if (navigation.folder !== null && renaming.form.scope === 'all') renaming.only({ below: navigation.folder });
      renaming.tab = 'preview';
      navigation.open({ view: 'rename' });
    },
    import: () => {
      hover.leave();
      preview.close();
      importing.start();
    },
    export: (characters) => {
      hover.leave();
      preview.close();
      exporting.start(characters);
    },
  };
}
