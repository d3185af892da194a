import { folded } from '../../../contract/folded.ts';

/** What artists and programs put behind the name of a work: numbers of versions, states of it, sizes, and marks of copies. */
const marks = [
  '(?:v|ver|version|rev|r)[ ._-]?\\d{1,3}',
  '(?:final|wip|old|new|fix|fixed|edit|edited|clean|cleaned|rough|sketch|draft|lines?|lineart|flats?|colou?r|colou?red|base|alt|nobg|transparent)\\d{0,2}',
  '(?:copy|copy ?\\d+|コピー|のコピー|完成|修正|差分|ラフ|線画|下書き|清書|着色|最終)\\d{0,2}',
  '(?:small|large|web|print|hd|4k|lowres|highres|thumb|resized|upscaled|\\d{3,5}(?:px|w|h|x\\d{3,5}))',
];
const ending = new RegExp(`(?:[ ._-]+(?:${marks.join('|')})|@\\dx| ?\\(\\d{1,3}\\)| ?\\[\\d{1,3}\\])$`, 'u');

/** The name of a work, without its ending and the marks of a version: `mika_v2_final.png`, `Mika (1).psd` and `mika.png` are one. */
export function workName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  let name = folded(dot > 0 ? fileName.slice(0, dot) : fileName);
  for (;;) {
    const shorter = name.replace(ending, '').trim();
    if (shorter === name || shorter === '') return name;
    name = shorter;
  }
}
