import { sep } from 'node:path';
import { folded } from '../../../contract/folded.ts';
import type { ImportedFile } from './imported.ts';

/** "Each folder is a character": files are named by the folder inside `root` that they lie in, at any depth. Those in `root` itself have no name. */
export function namesByFolder(root: string, paths: readonly string[]): ImportedFile[] {
  const start = root.endsWith(sep) ? root.length : root.length + 1;
  return paths.flatMap((path) => {
    const [folder = '', ...rest] = path.slice(start).split(sep);
    return rest.length === 0 ? [] : { path, names: [{ name: folder, kind: 'folder' as const, region: null }] };
  });
}

/** What artists and systems call folders of everybody. */
const ofNobody = new Set(
  [
    ...['unsorted', 'misc', 'miscellaneous', 'other', 'others', 'unknown', 'various', 'mixed', 'group', 'groups'],
    ...['new folder', 'untitled folder', 'untitled', 'temp', 'tmp', 'trash', 'old', 'backup', 'archive', 'wip'],
    ...['sketches', 'drafts', 'final', 'references', 'refs', 'images', 'pictures', 'art', 'export', 'exports'],
    ...[
      '未整理',
      '未分類',
      '未仕分け',
      'その他',
      '不明',
      '複数',
      '集合',
      '新しいフォルダー',
      '新しいフォルダ',
      '名称未設定フォルダ',
      '名称未設定',
    ],
    ...[
      '一時',
      'ゴミ箱',
      'バックアップ',
      '没',
      '旧',
      '古い',
      'ラフ',
      '下書き',
      '作業中',
      '完成',
      '資料',
      '素材',
      '画像',
    ],
  ].map(folded),
);

/** Whether a folder's name is hardly a character's: numbers and dates alone, or a word for everything else. `_unsorted` and `New folder (2)` are such, too. */
export function isOfNobody(folder: string): boolean {
  const bare = folded(folder)
    .replace(/^[\s_.!#~+-]+/u, '')
    .replace(/[\s_.-]*(?:\(\d+\)|\d+)?$/u, '');
  return /^[\p{N}\s._年月日-]*$/u.test(bare) || ofNobody.has(bare);
}
