import { expect, test } from 'vitest';
import { isCacheTooOld, npmFailure, readNpmLine, withoutHosts } from '../../../build/set-up/npm-output.mjs';

test('npm says when a package is looked up and when it is there', () => {
  const looked = 'npm http fetch GET 200 https://registry.example.org/@lucide%2fsvelte 63ms (cache miss)';
  expect(readNpmLine(looked)).toEqual({ kind: 'looked-up' });
  expect(readNpmLine('npm timing reifyNode:node_modules/a/node_modules/@b/c Completed in 25ms')).toEqual({
    kind: 'unpacked',
    path: 'node_modules/a/node_modules/@b/c',
  });
});

test.each([
  'npm http fetch GET 200 https://registry.example.org/a/-/a-1.0.0.tgz 12ms (cache miss)',
  'npm http fetch GET 404 https://registry.example.org/a 12ms (cache miss)',
  'npm timing reify:unpack Completed in 25ms',
  'added 538 packages in 2m',
])('%s is no news', (line) => {
  expect(readNpmLine(line)).toBeNull();
});

test('a failure of npm is told without its progress, its warnings, and the names of registries', () => {
  const output = [
    'npm warn EBADENGINE Unsupported engine {',
    'npm http fetch GET 200 https://registry.example.org/a 12ms (cache miss)',
    'npm error code ENOTFOUND',
    'npm error request to https://user:word@registry.example.org:8080/vite failed, reason: getaddrinfo ENOTFOUND registry.example.org',
  ].join('\n');
  expect(npmFailure(output)).toBe(
    'npm error code ENOTFOUND\n' +
      'npm error request to <registry>/vite failed, reason: getaddrinfo ENOTFOUND <registry>',
  );
});

test('a host is nowhere left, with an address around it or without', () => {
  expect(withoutHosts('GET https://one.example/x; one.example said no; connect EAI_AGAIN two.example')).toBe(
    'GET <registry>/x; <registry> said no; connect EAI_AGAIN <registry>',
  );
});

test('a cache from before a version is told from other failures', () => {
  expect(isCacheTooOld('npm error code ETARGET\nnpm error notarget No matching version found for a@2.')).toBe(true);
  expect(isCacheTooOld('npm error code EINTEGRITY')).toBe(false);
});
