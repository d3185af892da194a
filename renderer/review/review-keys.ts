import { isCovered } from '../commands/covered.ts';
import { commandOf, type CommandId } from '../commands/commands.ts';
import type { Review } from './review.svelte.ts';
import { isTyping } from '../commands/typing.ts';

/** One key for each answer. The keys work wherever the focus is, except in fields, menus and dialogs. */
export function handleReviewKey(review: Review, event: KeyboardEvent): void {
  if (event.defaultPrevented || isTyping(event.target) || isCovered()) return;
  // Arrows choose among radio buttons.
  if (event.target instanceof HTMLInputElement && event.key.startsWith('Arrow')) return;
  // Space on a button or a checkbox presses it.
  if (event.key === ' ' && (event.target instanceof HTMLButtonElement || isCheckbox(event.target))) return;
  const actions: Partial<Record<CommandId, () => unknown>> = {
    answerSame: () => review.answer('same'),
    answerDifferent: () => review.answer('different'),
    answerSkip: () => review.answer('skip'),
    // What was done before is undone as anywhere else.
    ...(review.given.length > 0 && { takeBack: () => review.takeBack() }),
    wholePictures: () => (review.pictures = !review.pictures),
  };
  const id = commandOf(event, Object.keys(actions) as CommandId[]);
  if (!id) return;
  event.preventDefault();
  if (!event.repeat) actions[id]?.();
}

function isCheckbox(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}
