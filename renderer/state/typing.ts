/** Whether keys typed there are text: in a field, other than a slider or a choice. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'radio';
}
