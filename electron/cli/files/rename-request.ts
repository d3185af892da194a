import { resolve } from 'node:path';
import { defaultRename, type RenameRequest } from '../../contract/rename/rename-model.ts';
import type { Engine } from '../../engine/engine.ts';
import { scopeOf } from '../ids.ts';
import { asPath, asText, flag, oneOf, option, optionOr, text, type Given } from '../values.ts';
import { characterOption } from './character-option.ts';

const sortTemplate = '{character}/{stem}';
const { join, order } = defaultRename.several;

/** What can be asked of a rename. */
export const requestOptions = {
  template: text('<t>', `the new name; ${sortTemplate} with --to, if left out`),
  character: characterOption('only pictures of this character (name or group; more than once)'),
  to: option('<folder>', 'move into a folder', asPath),
  copy: flag('copy into the folder of --to instead'),
  join: optionOr(join, '<text>', 'between the names of several characters in one picture', asText),
  order: optionOr(order, '<largest | left-to-right>', 'the order of these names', oneOf('largest', 'left-to-right')),
  unnamed: text('<word>', 'for pictures without a named character, which are left out otherwise'),
  unsure: text('<skip | word>', 'for faces that nobody has confirmed, which are named as the others otherwise'),
  per: optionOr(
    defaultRename.counter.per,
    '<character | folder | batch>',
    'what {index} counts',
    oneOf('character', 'folder', 'batch'),
  ),
};

export type Requested = Given<typeof requestOptions>;

/** Throws `character-gone`. */
export async function readRequest(engine: Engine, requested: Requested): Promise<RenameRequest> {
  const { template, character, copy, unnamed, unsure, per } = requested;
  const to = requested.to === null ? null : resolve(requested.to);
  return {
    ...defaultRename,
    template: template ?? sortTemplate,
    to,
    mode: copy ? 'copy' : to === null ? 'rename' : 'move',
    scope: await scopeOf(engine, character),
    several: { ...defaultRename.several, join: requested.join, order: requested.order },
    unnamed: unnamed === null ? defaultRename.unnamed : { do: 'word', word: unnamed },
    unsure: unsure === null ? defaultRename.unsure : unsure === 'skip' ? { do: 'skip' } : { do: 'word', word: unsure },
    counter: { ...defaultRename.counter, per },
  };
}
