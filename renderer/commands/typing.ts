const chosenByMouse: readonly string[] = ['range', 'radio', 'checkbox'];

/** Whether keys typed there are text, or choose in a list: in a field or a part of one, other than a slider or a box to tick. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !chosenByMouse.includes(target.type);
}
