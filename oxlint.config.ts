import { defineConfig } from 'oxlint';
import { forOxlint, scriptRules, testRules, typeScriptRules } from './build/lint/rules.ts';

/** TypeScript and scripts, with types; components and the few rules that oxlint lacks are ESLint's (build/eslint.config.js). */
export default defineConfig({
  ignorePatterns: ['dist/', 'out/', '.cache/', 'test-results/', 'native-models/', '**/*.svelte'],
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true },
  env: { node: true, browser: true, es2024: true },
  rules: forOxlint(typeScriptRules),
  overrides: [
    { files: ['test/**'], rules: forOxlint(testRules) },
    { files: ['**/*.mjs', '**/*.js'], rules: forOxlint(scriptRules) },
  ],
});
