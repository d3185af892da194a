import type { LibraryApi } from '../../contract/api/library-api.ts';

/**
 * Adds a folder that was opened with the app. Answers its path where the window is to be narrowed to it: where the library had it before, among
 * others, so that the artist asks for it and not for all. Throws what the engine throws.
 */
export async function openFolder(
  engine: Pick<LibraryApi, 'listFolders' | 'addFolder'>,
  path: string,
): Promise<string | null> {
  const before = await engine.listFolders();
  const folder = await engine.addFolder(path);
  return before.length > 1 && before.some(({ id }) => id === folder.id) ? folder.path : null;
}
