import { expect, test } from 'vitest';
import { signingBy } from '../../../build/package/signing.ts';
import { updateFeed } from '../../../build/package/update-feed.ts';

test('without secrets Windows’ package is not signed, and macOS’ is signed by nobody', () => {
  const { mac, win } = signingBy({ CSC_LINK: '', AZURE_SIGN_ENDPOINT: '' });
  expect(win).toEqual({});
  expect(mac).toMatchObject({ identity: '-', notarize: false, hardenedRuntime: true });
});

test('with them both are signed, and macOS’ is notarised', () => {
  const { mac, win } = signingBy({
    CSC_LINK: 'certificate',
    APPLE_API_KEY: 'key.p8',
    APPLE_API_KEY_ID: 'id',
    APPLE_API_ISSUER: 'issuer',
    AZURE_SIGN_ENDPOINT: 'e',
    AZURE_SIGN_ACCOUNT: 'a',
    AZURE_SIGN_PROFILE: 'p',
    AZURE_SIGN_PUBLISHER: 'Dramatis',
  });
  expect(mac).toMatchObject({ notarize: true });
  expect(mac).not.toHaveProperty('identity');
  expect(win?.azureSignOptions).toMatchObject({ endpoint: 'e', publisherName: 'Dramatis' });
});

test('a certificate alone does not ask Apple', () => {
  expect(signingBy({ CSC_LINK: 'certificate' }).mac).toMatchObject({ notarize: false });
});

test.each([
  [undefined, null],
  ['', null],
  ['not-a-repository', null],
  ['a/b/c', null],
  ['owner/name', { provider: 'github', owner: 'owner', repo: 'name', releaseType: 'release' }],
])('a feed of %s', (feed, publish) => {
  expect(updateFeed(feed === undefined ? {} : { DRAMATIS_FEED: feed })).toEqual(publish);
});
