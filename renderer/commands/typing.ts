const chosenByMouse: readonly string[] = ['range', 'radio', 'checkbox'];

/** Whether keys typed there are text, or choose in a list: in a field or a part of one, other than a slider or a box to tick. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  // The options of an open list have the focus themselves.
  if (target instanceof Element && target.closest('select, textarea')) return true;
  return target instanceof HTMLInputElement && !chosenByMouse.includes(target.type);
}

/** Whether Escape has nothing to do in this field: it is empty, or its list is closed. */
export function isIdle(field: EventTarget | null): boolean {
  if (field instanceof HTMLSelectElement) return !(CSS.supports('selector(:open)') && field.matches(':open'));
  return field instanceof HTMLInputElement && field.value === '';
}

/** Whether it is a line to type in that stands in a view, but not in one of its tiles. */
export function isLineOfView(field: EventTarget | null): boolean {
  return (
    field instanceof HTMLInputElement &&
    ['text', 'search'].includes(field.type) &&
    field.closest('main') !== null &&
    field.closest('[role="gridcell"]') === null
  );
}
