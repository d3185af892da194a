import type { MenuCommand } from '../../electron/contract/shell/shell-api.ts';
import { isTyping } from '../commands/typing.ts';
import type { Edits } from '../edits/edits.svelte.ts';
import type { SampleOpener } from '../find/sample-opener.ts';
import type { Folders } from '../folders/folders.svelte.ts';
import type { Navigation } from '../navigation/navigation.svelte.ts';
import type { Opener } from '../navigation/opener.ts';

interface Commanded {
  readonly edits: Edits;
  readonly folders: Folders;
  readonly navigation: Navigation;
  readonly opener: Opener;
  readonly sampleOpener: SampleOpener;
}

export function runMenuCommand(app: Commanded, command: MenuCommand): void {
  const { edits, folders, navigation, opener, sampleOpener } = app;
  const commands: Record<MenuCommand, () => unknown> = {
    'add-folder': () => folders.pick(),
    'find-by-sample': () => sampleOpener.pick(),
    'rename-files': () => opener.rename(),
    export: () => opener.export(),
    import: () => opener.import(),
    undo: outsideFields(edits.undoNewest),
    redo: outsideFields(edits.redo),
    'show-shortcuts': () => (navigation.dialog = 'shortcuts'),
    'show-search': () => opener.search(),
    regroup: () => (navigation.dialog = 'regroup'),
    'show-settings': () => (navigation.dialog = 'settings'),
    'show-history': () => navigation.open({ view: 'history' }),
    'show-skipped': () => navigation.open({ view: 'skipped' }),
  };
  commands[command]();
}

/** In a field, undo is about what was typed: the field does that itself. */
function outsideFields(work: () => Promise<void>): () => void {
  return () => {
    if (!isTyping(document.activeElement)) void work();
  };
}
