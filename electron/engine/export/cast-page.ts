import type { CastCharacter, CastWords } from './cast-model.ts';

/** From so many characters on the cards are small, so that a page shows a cast at a glance. */
const manyCharacters = 25;
/** Nobody looks for an outfit in a list longer than that. */
const mostOutfits = 6;

/** The cast as one HTML file that needs nothing beside it: pictures are in it, and it prints on pages of A4. */
export function castPage(characters: readonly CastCharacter[], words: CastWords): string {
  const cards = characters.map((character) => card(character, words));
  return `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(words.title)}</title>
<style>${style}</style>
</head>
<body class="${characters.length >= manyCharacters ? 'many' : 'few'}">
<header>
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.summary)}</p>
</header>
${cards.length === 0 ? `<p class="nobody">${escaped(words.nobody)}</p>` : `<main>\n${cards.join('\n')}\n</main>`}
</body>
</html>
`;
}

function card(
  { name, otherNames, series, outfits, cover, more, pictures, faces }: CastCharacter,
  words: CastWords,
): string {
  const lines = [
    `<h2 dir="auto">${escaped(name)}</h2>`,
    ...(otherNames.length > 0 ? [`<p class="other">${escaped(otherNames.join(' · '))}</p>`] : []),
    ...(series.length > 0 ? [`<p class="series">${escaped(series.join(' · '))}</p>`] : []),
    `<p class="counts">${escaped(words.counts(pictures, faces))}</p>`,
    ...(outfits.length > 0 ? [outfitList(outfits, words)] : []),
  ];
  const strip = more.length > 0 ? `<div class="more">${more.map((source) => image(source, '')).join('')}</div>` : '';
  return `<article><div class="cover">${cover === null ? '' : image(cover, name)}</div>${strip}${lines.join('')}</article>`;
}

/** The last line says how many are not on it. */
function outfitList(outfits: CastCharacter['outfits'], { moreOutfits }: CastWords): string {
  const shown = outfits.length > mostOutfits ? outfits.slice(0, mostOutfits - 1) : outfits;
  const left = outfits.length - shown.length;
  const rest = left > 0 ? `<li class="rest">${escaped(moreOutfits(left))}</li>` : '';
  return `<ul>${shown.map(outfitItem).join('')}${rest}</ul>`;
}

function outfitItem({ name, count }: CastCharacter['outfits'][number]): string {
  return `<li>${escaped(name)} <span>${count}</span></li>`;
}

function image(source: string, alt: string): string {
  return `<img src="${source}" alt="${escaped(alt)}">`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Black on white with hair lines, as a page that hangs on a wall; the pictures are the only colour. */
const style = `
@page { size: A4; margin: 14mm 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #666; } }
* { box-sizing: border-box; margin: 0; }
html { background: #fff; color: #111; font: 10pt/1.35 system-ui, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", "Noto Sans", "Noto Sans CJK JP", sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { max-width: 186mm; margin: 0 auto; }
@media screen { body { padding: 14mm 0; } }
header { display: flex; align-items: baseline; justify-content: space-between; gap: 8mm; padding-bottom: 3mm; border-bottom: .5mm solid #111; margin-bottom: 6mm; }
h1 { font-size: 20pt; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
header p { flex: none; color: #555; font-size: 9pt; font-variant-numeric: tabular-nums; }
main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 7mm 5mm; }
.many main { grid-template-columns: repeat(6, 1fr); gap: 5mm 4mm; }
article { break-inside: avoid; min-width: 0; }
.cover { aspect-ratio: 1; background: #eee; }
img { display: block; width: 100%; height: 100%; object-fit: cover; }
.more { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1mm; margin-top: 1mm; }
.more img { aspect-ratio: 1; }
.many .more { display: none; }
h2 { margin-top: 2mm; font-size: 12pt; font-weight: 650; line-height: 1.2; text-align: left; }
h2, .other, .series { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; overflow-wrap: anywhere; }
.many h2 { font-size: 9.5pt; }
.other, .series { color: #555; font-size: 8.5pt; }
.many .other, .many .series { font-size: 7.5pt; }
.counts { color: #555; font-size: 8.5pt; font-variant-numeric: tabular-nums; }
.many .counts { font-size: 7.5pt; }
ul { margin-top: 1mm; padding: 1mm 0 0; border-top: .2mm solid #ccc; list-style: none; font-size: 8.5pt; }
.many ul { font-size: 7.5pt; }
li { display: flex; justify-content: space-between; gap: 2mm; overflow-wrap: anywhere; }
.rest, .nobody { color: #777; }
li span { color: #777; font-variant-numeric: tabular-nums; }
`;
