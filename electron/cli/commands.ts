import { alias } from './catalogue/alias.ts';
import { favourite } from './catalogue/favourite.ts';
import { hotkey } from './catalogue/hotkey.ts';
import { list } from './catalogue/list.ts';
import { note } from './catalogue/note.ts';
import { outfit } from './catalogue/outfit.ts';
import { rate } from './catalogue/rate.ts';
import { overview } from './catalogue/overview.ts';
import { series } from './catalogue/series.ts';
import { tag } from './catalogue/tag.ts';
import type { Command } from './command.ts';
import { accept } from './edits/accept.ts';
import { assign } from './edits/assign.ts';
import { hide, show } from './edits/hide.ts';
import { merge } from './edits/merge.ts';
import { move } from './edits/move.ts';
import { name } from './edits/name.ts';
import { reject } from './edits/reject.ts';
import { split } from './edits/split.ts';
import { redo, undo } from './edits/undo.ts';
import { cast } from './files/cast.ts';
import { exportNames } from './files/export.ts';
import { importNames } from './files/import.ts';
import { rename } from './files/rename.ts';
import { duplicates } from './pictures/duplicates.ts';
import { faces } from './pictures/faces.ts';
import { find } from './pictures/find.ts';
import { groups } from './pictures/groups.ts';
import { index } from './pictures/index.ts';
import { backup } from './upkeep/backup.ts';
import { doctor } from './upkeep/doctor.ts';
import { restore } from './upkeep/restore.ts';
import { settings } from './upkeep/settings.ts';
import { studio } from './upkeep/studio.ts';
import { thresholds } from './upkeep/thresholds.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  index,
  faces,
  groups,
  list,
  overview,
  find,
  name,
  merge,
  split,
  move,
  reject,
  accept,
  hide,
  show,
  assign,
  series,
  outfit,
  alias,
  tag,
  rate,
  favourite,
  note,
  hotkey,
  undo,
  redo,
  rename,
  exportNames,
  importNames,
  duplicates,
  cast,
  studio,
  doctor,
  settings,
  thresholds,
  backup,
  restore,
];
