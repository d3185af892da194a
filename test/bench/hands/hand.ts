import type { Locator, Page } from 'playwright/test';

export interface Effort {
  readonly clicks: number;
  /** Pressed, without the letters of names. */
  readonly keys: number;
  readonly letters: number;
}

/** The artist's hand on the window, which counts what it does. */
export class Hand {
  readonly page: Page;
  #clicks = 0;
  #keys = 0;
  #letters = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async click(on: Locator, modifiers: 'ControlOrMeta'[] = [], button: 'left' | 'right' = 'left'): Promise<void> {
    await on.click({ modifiers, button });
    this.#clicks += 1;
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
    this.#keys += 1;
  }

  async type(name: string): Promise<void> {
    await this.page.keyboard.type(name);
    this.#letters += name.length;
  }

  /** Since the last time. */
  effort(): Effort {
    const effort = { clicks: this.#clicks, keys: this.#keys, letters: this.#letters };
    this.#clicks = this.#keys = this.#letters = 0;
    return effort;
  }
}
