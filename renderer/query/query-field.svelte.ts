import type { EngineApi } from '../../electron/contract/api/engine-api.ts';
import {
  completeQuery,
  type KnownNames,
  type QueryChoice,
  type QueryCompletion,
} from '../../electron/contract/query/complete-query.ts';
import type { QueryError, QueryNode } from '../../electron/contract/query/query-model.ts';
import { queryParts, withoutPart } from '../../electron/contract/query/query-parts.ts';
import { readQuery } from '../../electron/contract/query/read-query.ts';
import { steppedOption } from '../commands/option-keys.ts';

/** A search while it is typed. */
export class QueryField {
  text = $state('');
  /** The last that could be read: what is shown stays while a longer search is half typed. */
  applied = $state('');
  caret = $state(0);
  /** The choice that the arrow keys have reached; -1: none, Return leaves what was typed. */
  active = $state(-1);
  #open = $state(false);
  /** Names that nobody has, in `applied`. */
  #unknown = $state.raw<readonly QueryError[]>([]);

  readonly #engine: Pick<EngineApi, 'checkQuery'>;
  readonly #names: () => KnownNames;
  readonly #onapplied: (query: string) => void;

  constructor(
    engine: Pick<EngineApi, 'checkQuery'>,
    names: () => KnownNames,
    onapplied: (query: string) => void = () => undefined,
  ) {
    this.#engine = engine;
    this.#names = names;
    this.#onapplied = onapplied;
  }

  readonly #read = $derived.by(() => readQuery(this.text));
  /** What is wrong, but not where the artist is still typing. */
  readonly errors = $derived.by((): readonly QueryError[] => {
    const all = this.#read.errors.length > 0 ? this.#read.errors : this.text === this.applied ? this.#unknown : [];
    return this.#open ? all.filter(({ from, to }) => this.caret < from || this.caret > to) : all;
  });
  readonly parts = $derived.by((): readonly QueryNode[] => queryParts(this.text));
  readonly completion = $derived.by((): QueryCompletion | null =>
    this.#open ? completeQuery(this.text, this.caret, this.#names()) : null,
  );
  readonly choices = $derived.by((): readonly QueryChoice[] => this.completion?.choices ?? []);

  type(text: string, caret: number): void {
    this.text = text;
    this.caret = caret;
    this.active = -1;
    this.#open = true;
    this.#apply();
  }

  /** Another search takes its place. */
  set(text: string): void {
    this.text = text;
    this.close();
    this.#apply();
  }

  remove(part: QueryNode): void {
    this.set(withoutPart(this.text, part));
  }

  close(): void {
    this.#open = false;
    this.active = -1;
  }

  /** Puts a choice in its place; a name is followed by a blank, a field by what is looked for. */
  take(index: number): void {
    const { completion } = this;
    const choice = completion?.choices[index];
    if (!completion || !choice) return;
    const insert = choice.open ? choice.insert : `${choice.insert} `;
    const rest = this.text.slice(completion.to);
    this.type(
      this.text.slice(0, completion.from) + insert + (choice.open ? rest : rest.trimStart()),
      completion.from + insert.length,
    );
  }

  /** True where the key was one of the field's own. */
  handleKey(event: Pick<KeyboardEvent, 'key' | 'isComposing'>): boolean {
    // While an input method composes (Japanese), Enter and the arrows belong to it.
    if (event.isComposing) return false;
    if ((event.key === 'Enter' || event.key === 'Tab') && this.active >= 0) {
      this.take(this.active);
      return true;
    }
    if (event.key === 'Enter' || event.key === 'Escape') {
      const shown = this.choices.length > 0;
      this.close();
      return shown || event.key === 'Enter';
    }
    if (this.choices.length === 0) return false;
    const stepped = steppedOption(event.key, this.active, this.choices.length);
    this.active = stepped ?? this.active;
    return stepped !== null;
  }

  #apply(): void {
    if (this.#read.errors.length > 0) return;
    const asked = (this.applied = this.text);
    this.#onapplied(asked);
    void this.#engine.checkQuery(asked).then((errors) => {
      if (asked === this.applied) this.#unknown = errors;
    }, ignored);
  }
}

/** What is lost with an engine that stops is asked for again with the next key. */
function ignored(): void {}
