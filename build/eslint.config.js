import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { join } from 'node:path';
import ts from 'typescript-eslint';
import { ownRules, withoutOxlint } from './lint/rules.ts';

// Without the part that says which core rules TypeScript makes superfluous: it is for files of TypeScript alone.
const strict = ts.configs.strictTypeChecked.filter((config) => !('files' in config));

/** Components, which oxlint cannot read, and Svelte's rules everywhere; all other rules are oxlint's (oxlint.config.ts). */
export default ts.config(
  { ignores: ['dist/', 'out/', '.cache/', '.svelte-check/', 'test-results/', 'native-models/'] },
  { files: ['**/*.svelte'], extends: [js.configs.recommended, strict] },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    plugins: { '@typescript-eslint': ts.plugin },
    languageOptions: { parser: ts.parser },
    // A comment that turns off a rule of oxlint's is for oxlint to judge.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      ...Object.fromEntries(withoutOxlint.map((rule) => [rule, 'error'])),
      // State is replaced, never changed in place, so plain maps and sets are what it holds.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        projectService: true,
        tsconfigRootDir: join(import.meta.dirname, '..'),
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      ...ownRules,
      // Across component borders the linter sees `any`; svelte-check sees, and checks, the types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Compiler warnings come from svelte-check, which knows the ones that are to be ignored.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
);
