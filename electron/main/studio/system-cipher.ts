import { safeStorage } from 'electron';
import type { Cipher } from './passwords.ts';

/** Keychain, DPAPI, or a keyring of the desktop. */
export const systemCipher: Cipher = {
  async isSafe() {
    // The older Electron of the fallback does not have it.
    if (!('isAsyncEncryptionAvailable' in safeStorage)) return false;
    // Without a keyring, Linux would encrypt with a key that everybody knows.
    if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
      return false;
    return await safeStorage.isAsyncEncryptionAvailable();
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
};
