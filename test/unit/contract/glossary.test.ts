import { expect, test } from 'vitest';
import en from '../../../electron/contract/languages/en.json' with { type: 'json' };
import ja from '../../../electron/contract/languages/ja.json' with { type: 'json' };

/** One word for one thing: what must not stand in a catalogue, and what stands for it. */
const words = {
  en: [
    [/^group(ed)? again\b/i, 'regroup'],
    [/\brefus(?!e\})/i, 'reject'],
    [/\blooks? unlike\b/i, 'may be someone else'],
    [/\bundid\b/i, 'undone'],
    [/\bfolder tree\b|\bdirector(y|ies)\b/i, 'folder'],
    [/\bthumbnails?\b/i, 'preview'],
    [/\} %/, 'no space before %'],
    [/\bkB\b/, 'KB'],
    [/\bReturn\b/, 'Enter'],
    [/\b(trash ?bin|recycle bin|bin)\b/i, 'trash'],
    [/\b(nearer|farther)\b/i, 'zoom in, zoom out'],
    [/\bdone again\b/i, 'redone'],
    [/\{characters\} characters/, 'count.characters, which knows that one is one'],
  ],
  ja: [
    [/表紙/, '代表画像'],
    [/確率/, '確信度'],
    [/決定/, '判断'],
    [/名前をつけ|名前のつい/, '付ける'],
    [/コンピュータ/, 'パソコン'],
    [/確かさ/, '確信度'],
    [/[ぁ-んァ-ヶー一-龠]: /u, '：'],
    [/ごみ箱/, 'ゴミ箱'],
    [/結合/, '統合'],
    [/サムネイル/, 'プレビュー'],
    [/フォルダ(?!ー)/, 'フォルダー'],
    [/ウインドウ/, 'ウィンドウ'],
    [/プログラム/, 'アプリ'],
    [/地図/, 'マップ'],
    [/\{count\}キャラクター/, 'キャラクター{count}人'],
    [/画像\{count\}件/, '画像{count}枚'],
    [
      /[ぁ-んァ-ヶー一-龠、。：）」] [A-Za-z0-9{](?! )|[A-Za-z0-9}%] (?![{}])[ぁ-んァ-ヶー一-龠（「]/u,
      'no space round Latin words',
    ],
  ],
} as const;

/** Braces that are shown, not filled in. */
const literalBraces: readonly string[] = [
  'rename.template.hint',
  'template.error.unclosed',
  'template.error.stray-brace',
];

function texts(catalogue: object): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, string | Record<string, string>]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : Object.values(value).map((text): [string, string] => [key, text]),
  );
}

test.each([
  ['en', en, words.en],
  ['ja', ja, words.ja],
] as const)('one word stands for one thing: %s', (_language, catalogue, list) => {
  const wrong = texts(catalogue).flatMap(([key, text]) =>
    list
      .filter(([pattern]) => pattern.test(text) && !literalBraces.includes(key))
      .map(([, right]) => `${key}: ${text} → ${right}`),
  );
  expect(wrong).toEqual([]);
});
