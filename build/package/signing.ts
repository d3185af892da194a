import type { Configuration } from 'electron-builder';

type Signing = Pick<Configuration, 'mac' | 'win'>;

const azure = ['AZURE_SIGN_ENDPOINT', 'AZURE_SIGN_ACCOUNT', 'AZURE_SIGN_PROFILE', 'AZURE_SIGN_PUBLISHER'] as const;
const apple = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'] as const;

/**
 * How a package is signed, by the secrets that are set. None: Windows' stays unsigned, and macOS' gets a signature of nobody ("ad hoc"),
 * without which Apple silicon runs nothing. `CSC_LINK`, a certificate with its key, signs on both; electron-builder reads it by itself.
 */
export function signingBy(env: NodeJS.ProcessEnv): Required<Signing> {
  const has = (names: readonly string[]) => names.every((name) => (env[name] ?? '') !== '');
  const isCertified = has(['CSC_LINK']);
  return {
    mac: {
      ...(isCertified ? {} : { identity: '-' }),
      notarize: isCertified && has(apple),
      hardenedRuntime: true,
      entitlements: 'build/package/entitlements.plist',
      entitlementsInherit: 'build/package/entitlements.plist',
    },
    win: has(azure)
      ? {
          azureSignOptions: {
            endpoint: env['AZURE_SIGN_ENDPOINT'] ?? '',
            codeSigningAccountName: env['AZURE_SIGN_ACCOUNT'] ?? '',
            certificateProfileName: env['AZURE_SIGN_PROFILE'] ?? '',
            publisherName: env['AZURE_SIGN_PUBLISHER'] ?? '',
          },
        }
      : {},
  };
}
