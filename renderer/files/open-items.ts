import type { PictureId } from '../../electron/contract/ids.ts';
import { commands } from '../commands/commands.ts';
import type { MenuItem } from '../grid/menu-items.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Files } from './files.svelte.ts';

/** Menu entries that open a picture: in each program of the list, and in that of the system. The first is what the key does. */
export function openItems(
  t: Translate,
  files: Pick<Files, 'programs' | 'open'>,
  pictureAt: (index: number) => PictureId | null,
): MenuItem[] {
  const [keys = ''] = commands.openIn.keys;
  const choices = [
    ...files.programs.map(({ id, name }) => ({ label: t('command.openWith', { program: name }), program: id })),
    { label: t('command.openIn'), program: null },
  ];
  return choices.map(({ label, program }, at) => ({
    label,
    ...(at === 0 ? { keys, apart: true } : {}),
    run: (index) => {
      const picture = pictureAt(index);
      if (picture !== null) void files.open(picture, program);
    },
  }));
}
