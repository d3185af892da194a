import js from '@eslint/js';
import ts from 'typescript-eslint';

type Severity = 'off' | 'warn' | 'error' | 0 | 1 | 2;

/** A severity, or a severity and options. */
type Level = Severity | [Severity, ...unknown[]];

/** Rules by their ESLint names. */
type Rules = Readonly<Record<string, Level>>;

/** Where we differ from the two sets that the code is held to: ESLint's recommended and typescript-eslint's strict rules. */
export const ownRules: Rules = {
  // Numbers read well inside a message.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => list.push(x)` and `if (done) return close();` are plain ways to write a short handler.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // An interface asks for a promise; that an answer is there at once is nobody's business.
  '@typescript-eslint/require-await': 'off',
  // Interfaces here describe records of functions, which are taken apart freely; classes bind in arrow functions.
  '@typescript-eslint/unbound-method': 'off',
  // `Promise.withResolvers<void>()` is what the rule takes for a mistake.
  '@typescript-eslint/no-invalid-void-type': 'off',
  // A type parameter that the caller names is how the contract gets its types.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // A leading underscore: held for its lifetime (`using`), or there for the signature.
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

/** A test that takes what is not there fails, which is its job. */
export const testRules: Rules = {
  '@typescript-eslint/no-non-null-assertion': 'off',
  // Playwright reads off the pattern which fixtures a fixture needs: none.
  'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
};

/** Rules that tsgolint has and oxlint (1.94) does not pass on yet: build/lint/tsgolint.ts asks for them. */
export const aheadOfOxlint = ['no-unsafe-class-instance-assignment'];

/** Rules that oxlint does not have, because its parser refuses what they are about: ESLint looks for them in every file. */
export const withoutOxlint = ['no-octal', 'no-dupe-args'];

/** Rules of typescript-eslint that oxlint has under the name of the core rule that they extend. */
const extensions = ['no-array-constructor', 'no-unused-expressions', 'no-unused-vars', 'no-useless-constructor'];

const strict = rulesOf(...ts.configs.strictTypeChecked);
const untyped = rulesOf(ts.configs.disableTypeChecked);

/** What holds for TypeScript. */
export const typeScriptRules: Rules = { ...js.configs.recommended.rules, ...strict, ...ownRules };

/** What holds for plain scripts: they run before any package is installed, and tsc checks the types of their JSDoc. */
export const scriptRules: Rules = {
  ...js.configs.recommended.rules,
  ...rulesOf(...ts.configs.strictTypeChecked.filter((config) => !('files' in config))),
  ...ownRules,
  ...untyped,
};

/**
 * The same rules by oxlint's names, without those that it does not have; it refuses a name that it does not know.
 * What is off is said only where TypeScript has it on.
 */
export function forOxlint(rules: Rules): Record<string, Level> {
  const unknown = [...withoutOxlint, ...aheadOfOxlint.map((name) => `@typescript-eslint/${name}`)];
  const known = Object.entries(rules).filter(([name]) => !unknown.includes(name));
  const off = known.filter(([name, level]) => isOff(level) && isOn(typeScriptRules[name]));
  const on = known.filter(([, level]) => isOn(level));
  // The extended rule of the core is off where typescript-eslint's own is on, and both have one name here: on comes last.
  return Object.fromEntries([...off, ...on].map(([name, level]) => [oxlintName(name), level]));
}

function oxlintName(name: string): string {
  const [plugin, rule] = name.startsWith('@typescript-eslint/') ? ['typescript', name.slice(19)] : ['eslint', name];
  return extensions.includes(rule) ? `eslint/${rule}` : `${plugin}/${rule}`;
}

function isOn(level: Level | undefined): boolean {
  return level !== undefined && !isOff(level);
}

function isOff(level: Level): boolean {
  return ['off', 0].includes(typeof level === 'object' ? level[0] : level);
}

function rulesOf(...configs: readonly { readonly rules?: unknown }[]): Rules {
  return Object.assign({}, ...configs.map(({ rules }) => rules)) as Rules;
}
