import { toErrorData } from '../../electron/contract/errors.ts';
import { wordError } from '../i18n/wording.ts';
import type { Translate } from '../i18n/translate.ts';

export interface ToastAction {
  readonly label: string;
  run(): void;
  /** It undoes what is no edit, and so is in no history: as long as it is told, the key that undoes does this. */
  readonly undoes?: true;
}

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  readonly action: ToastAction | null;
}

/** Long enough to read and to reach the button; errors stay longer. */
const lifetime = { info: 7_000, error: 14_000 } as const;
const mostAtOnce = 3;

/** What is told in passing. */
export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  readonly #t: Translate;
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(t: Translate) {
    this.#t = t;
  }

  /** Does what the artist asked for; a failure is told, with what to do. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.show('error', wordError(this.#t, toErrorData(error)));
  }

  show(tone: Toast['tone'], text: string, action: ToastAction | null = null): void {
    const toast = { id: this.#next++, tone, text, action };
    const others = this.list.filter((shown) => shown.text !== text);
    this.list = [...others, toast].slice(-mostAtOnce);
    this.resume(toast);
  }

  dismiss(id: number): void {
    this.pause(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** The newest offer, where it is to undo what is no edit; it is taken up. */
  takeUndo(): ToastAction | null {
    const newest = this.list.findLast(({ action }) => action !== null);
    if (!newest?.action?.undoes) return null;
    this.dismiss(newest.id);
    return newest.action;
  }

  /** An older offer to undo would undo the newer edit. */
  withdrawActions(): void {
    this.list = this.list.filter((toast) => toast.action === null);
  }

  /** What was told before a dialog opened is out of place over it; what the artist points at stays, and what went wrong. */
  makeWay(): void {
    this.list = this.list.filter(({ id, tone }) => tone === 'error' || !this.#timers.has(id));
  }

  /** While the artist points at it, a toast stays. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(toast: Toast): void {
    this.pause(toast.id);
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), lifetime[toast.tone]),
    );
  }
}
