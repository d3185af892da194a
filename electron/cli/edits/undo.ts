import { command, type Command } from '../command.ts';
import { runEdit } from './run-edit.ts';

export const undo = step('undo', 'take the last edit back');
export const redo = step('redo', 'do again what was taken back');

function step(name: 'undo' | 'redo', about: string): Command {
  return command({ name, about, takes: {}, options: {}, run: (_, call) => runEdit(call, (engine) => engine[name]()) });
}
