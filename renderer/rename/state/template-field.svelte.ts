import type { EngineApi } from '../../../electron/contract/api/engine-api.ts';
import type {
  CompletionList,
  OfferedToken,
  TemplateCheck,
  TemplateCompletion,
  TemplateError,
} from '../../../electron/contract/rename/rename-model.ts';
import { steppedOption } from '../../commands/option-keys.ts';
import type { RenameForm } from './rename-form.svelte.ts';

type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'ctrlKey'>;

/** The template while it is typed: its errors, and what may stand at the caret. */
export class TemplateField {
  /** The option that the arrow keys have reached. */
  active = $state(0);
  /** UTF-16 offset that the field is asked to set after a completion was taken. */
  caret = $state(0);

  readonly #engine: Pick<EngineApi, 'checkTemplate'>;
  readonly #form: RenameForm;
  #check = $state.raw<TemplateCheck | null>(null);
  #list = $state.raw<CompletionList | null>(null);
  #asked = 0;
  #checked: string | null = null;

  constructor(engine: Pick<EngineApi, 'checkTemplate'>, form: RenameForm) {
    this.#engine = engine;
    this.#form = form;
  }

  readonly errors = $derived.by((): readonly TemplateError[] => this.#check?.errors ?? []);
  readonly choices = $derived.by((): readonly TemplateCompletion[] => this.#list?.choices ?? []);
  readonly open = $derived.by(() => this.choices.length > 0);

  /** `caret` null: nothing is being typed, nothing is offered. */
  async check(caret: number | null): Promise<void> {
    const asked = ++this.#asked;
    this.#checked = this.#form.template;
    const check = await this.#engine.checkTemplate(this.#checked, caret);
    if (asked !== this.#asked) return;
    this.#check = check;
    this.#list = check.completion;
    this.active = 0;
  }

  /** The template may have been changed elsewhere: by a preset, or by the choice of folders. */
  follow(template: string): void {
    if (template !== this.#checked) void this.check(null);
  }

  /** Narrows the open list at once, so that Enter pressed before the engine answers uses what was typed. */
  type(text: string, caret: number): Promise<void> {
    this.#list = this.#list && narrowed(this.#list, text, caret, text.length - this.#form.template.length);
    this.active = 0;
    this.#form.template = text;
    this.caret = caret;
    return this.check(caret);
  }

  /** Offers every token, to be put in at the caret. */
  async offerAll(caret: number): Promise<void> {
    if (!this.#check) await this.check(null);
    const tokens = this.#check?.tokens ?? [];
    const choices = tokens.flatMap((offered) =>
      [null, ...offered.filters].map((filter) => ({
        insert: written(offered, filter),
        token: offered.token,
        filter,
      })),
    );
    this.#list = { from: caret, to: caret, choices };
    this.active = 0;
  }

  close(): void {
    this.#asked += 1;
    this.#list = null;
  }

  async take(index = this.active): Promise<void> {
    const choice = this.choices[index];
    if (!choice || !this.#list) return;
    const { template } = this.#form;
    const { from, to } = this.#list;
    this.#form.template = template.slice(0, from) + choice.insert + template.slice(to);
    this.caret = from + choice.insert.length;
    this.#list = null;
    await this.check(null);
  }

  /** True where the key was one of the list's own. `caret`: where it stands now. */
  handleKey(event: Key, caret: number): boolean {
    // While an input method composes (Japanese), Enter and the arrows belong to it.
    if (event.isComposing) return false;
    if (!this.open) return this.#openByKey(event, caret);
    return this.#moveByKey(event.key);
  }

  #openByKey({ key, ctrlKey }: Key, caret: number): boolean {
    const wanted = key === 'ArrowDown' || (key === ' ' && ctrlKey);
    if (wanted) void this.offerAll(caret);
    return wanted;
  }

  #moveByKey(key: string): boolean {
    if (key === 'Enter') void this.take();
    else if (key === 'Escape') this.close();
    else {
      const stepped = steppedOption(key, this.active, this.choices.length);
      this.active = stepped ?? this.active;
      return stepped !== null;
    }
    return true;
  }
}

/** The choices that go on as what has been typed, at the caret of a text that is `grown` longer than theirs. */
function narrowed({ from, to, choices }: CompletionList, text: string, caret: number, grown: number) {
  if (caret < from) return null;
  const typed = text.slice(from, caret).toLowerCase();
  const left = choices.filter(({ insert }) => insert.toLowerCase().startsWith(typed));
  return left.length > 0 ? { from, to: Math.max(caret, to + grown), choices: left } : null;
}

function written({ token, optional }: OfferedToken, filter: string | null): string {
  const name = optional ? `${token}?` : token;
  return filter === null ? `{${name}}` : `{${name}:${filter}}`;
}
