import type { Box, Size } from '../../electron/contract/geometry.ts';

/** Draws heads of made-up characters as SVG, for looking at the interface without pictures or an engine. */

const hairs = [
  '#2b2b33',
  '#6b3f2a',
  '#c98b3c',
  '#e8d9b5',
  '#b5403a',
  '#3d5a8a',
  '#7a5aa6',
  '#d98aa8',
  '#4f8a6b',
  '#e6e6ea',
];
const eyes = ['#3b6ea5', '#7a4a2a', '#3f7d4f', '#8a3f6b', '#b07a1e', '#5a5a6e'];
const skins = ['#fbe3d3', '#f3cfb6', '#d9a380', '#9c6a4a'];
const clothes = ['#34435e', '#7c2f3a', '#46604a', '#8c8577', '#59456b', '#2f2f35', '#b59a5b'];
const scenery = ['#cdd8df', '#e6dccb', '#37404d', '#7f9183', '#d9c3c3', '#5b5368', '#f2f0ea', '#8fa3b8'];

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], seed: number): Item {
  return items[Math.abs(seed) % items.length] as Item;
}

/** A stable number for a pair, well spread. */
export function mix(a: number, b: number): number {
  let value = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  value ^= value >>> 15;
  value = Math.imul(value, 0x27d4eb2f);
  return (value ^ (value >>> 13)) >>> 0;
}

/** One head; its face box is 0,0 to 100,100. `take` varies the drawing, not the character. */
function head(character: number, take: number): string {
  const hair = pick(hairs, mix(character, 1));
  const eye = pick(eyes, mix(character, 2));
  const skin = pick(skins, mix(character, 3) % 7);
  const style = mix(character, 4) % 5;
  const mood = mix(take, character) % 4;
  const tilt = (mix(take, 7) % 25) - 12;
  const long = style % 2 === 0;
  const fringe = [
    'M-8 46 Q4 -10 50 -6 Q96 -10 108 46 Q86 30 78 12 Q66 34 50 14 Q36 36 22 14 Q14 34 -8 46Z',
    'M-8 52 Q-2 -14 50 -10 Q102 -14 108 52 Q92 8 36 12 Q14 18 -8 52Z',
    'M-8 50 Q0 -12 50 -8 Q100 -12 108 50 L98 24 L84 34 L72 16 L56 32 L42 14 L28 34 L16 20Z',
    'M-8 54 Q-4 -14 50 -10 Q104 -14 108 54 Q104 26 92 22 L8 22 Q-4 28 -8 54Z',
    'M-8 50 Q2 -16 60 -10 Q104 -6 108 50 Q84 36 58 4 Q44 34 -8 50Z',
  ][style];
  const lids = mood === 1 ? 3 : 9;
  const oneEye = (x: number): string =>
    `<ellipse cx="${x}" cy="56" rx="8" ry="${lids}" fill="#fff"/><ellipse cx="${x}" cy="57" rx="6" ry="${lids}" fill="${eye}"/>` +
    `<circle cx="${x}" cy="57" r="${Math.min(3, lids)}" fill="#1a1a22"/><circle cx="${x + 2}" cy="53" r="${mood === 1 ? 0 : 2}" fill="#fff"/>` +
    `<path d="M${x - 10} ${56 - lids} q10 -7 20 0" stroke="#2a2024" stroke-width="3" fill="none" stroke-linecap="round"/>`;
  const mouth = ['M42 82 q8 6 16 0', 'M43 82 q7 -3 14 0', 'M42 80 q8 12 16 0z', 'M45 83 h10'][mood];
  return (
    `<g transform="rotate(${tilt} 50 60)">` +
    `<path d="M-20 ${long ? 150 : 86} Q-34 -28 50 -30 Q134 -28 120 ${long ? 150 : 86} Z" fill="${hair}"/>` +
    `<path d="M38 92 h24 v40 h-24z" fill="${skin}"/>` +
    `<path d="M2 40 Q2 104 50 104 Q98 104 98 40 Q98 6 50 6 Q2 6 2 40Z" fill="${skin}"/>` +
    `<ellipse cx="20" cy="74" rx="8" ry="4" fill="#e88" opacity=".35"/><ellipse cx="80" cy="74" rx="8" ry="4" fill="#e88" opacity=".35"/>` +
    `${oneEye(28)}${oneEye(72)}<path d="${mouth}" stroke="#8a4a44" stroke-width="2.5" fill="${mood === 2 ? '#a55' : 'none'}" stroke-linecap="round"/>` +
    `<path d="${fringe}" fill="${hair}" stroke="#00000030" stroke-width="1.5"/></g>`
  );
}

function figure(character: number, take: number, [x, y, size]: readonly [number, number, number]): string {
  const cloth = pick(clothes, mix(character, 5));
  const scale = size / 100;
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})">` +
    `<path d="M-70 400 Q-70 140 20 124 L80 124 Q170 140 170 400 L170 2000 L-70 2000Z" fill="${cloth}"/>` +
    `<path d="M30 122 L50 170 L70 122Z" fill="#fff" opacity=".7"/>${head(character, take)}</g>`
  );
}

function svg(viewBox: string, content: string): string {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" preserveAspectRatio="none">${content}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** The square crop of a face with its hair. */
export function faceArt(character: number, take: number): string {
  const ground = pick(scenery, mix(take, 11));
  return svg(
    '-45 -50 190 190',
    `<path d="M-45 -50h190v190h-190z" fill="${ground}"/>${figure(character, take, [0, 0, 100])}`,
  );
}

export interface Figure {
  readonly character: number;
  readonly take: number;
  readonly box: Box;
}

export function pictureArt(seed: number, { width, height }: Size, figures: readonly Figure[]): string {
  const sky = pick(scenery, mix(seed, 11));
  const land = pick(scenery, mix(seed, 12));
  const ground =
    `<path d="M0 0h${width}v${height}h-${width}z" fill="${sky}"/>` +
    `<path d="M0 ${height * 0.62} L${width * 0.3} ${height * 0.4} L${width * 0.62} ${height * 0.66} L${width} ${height * 0.5} V${height} H0Z" fill="${land}" opacity=".6"/>`;
  const people = figures.map(({ character, take, box }) => figure(character, take, [box[0], box[1], box[2]]));
  return svg(`0 0 ${width} ${height}`, ground + people.join(''));
}
