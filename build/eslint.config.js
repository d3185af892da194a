import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { join } from 'node:path';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'out/', '.cache/', 'test-results/', 'native-models/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: join(import.meta.dirname, '..'),
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
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
      // State is replaced, never changed in place, so plain maps and sets are what it holds.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // Across component borders the linter sees `any`; svelte-check sees, and checks, the types.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Compiler warnings come from svelte-check, which knows the ones that are to be ignored.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  {
    // A test that takes what is not there fails, which is its job.
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright reads off the pattern which fixtures a fixture needs: none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    // Plain scripts that run before any package is installed: JSDoc types, checked by tsc.
    files: ['**/*.mjs', '**/*.js'],
    extends: [ts.configs.disableTypeChecked],
  },
);
