import type { Box, Size } from '../../../electron/contract/geometry.ts';
import type { Actor } from './cast.ts';

const scenery = ['#cdd8df', '#e6dccb', '#37404d', '#7f9183', '#d9c3c3', '#5b5368', '#f2f0ea', '#8fa3b8'];
const fringes = [
  'M-8 46 Q4 -10 50 -6 Q96 -10 108 46 Q86 30 78 12 Q66 34 50 14 Q36 36 22 14 Q14 34 -8 46Z',
  'M-8 52 Q-2 -14 50 -10 Q102 -14 108 52 Q92 8 36 12 Q14 18 -8 52Z',
  'M-8 50 Q0 -12 50 -8 Q100 -12 108 50 L98 24 L84 34 L72 16 L56 32 L42 14 L28 34 L16 20Z',
  'M-8 54 Q-4 -14 50 -10 Q104 -14 108 54 Q104 26 92 22 L8 22 Q-4 28 -8 54Z',
  'M-8 50 Q2 -16 60 -10 Q104 -6 108 50 Q84 36 58 4 Q44 34 -8 50Z',
];
const mouths = ['M42 82 q8 6 16 0', 'M43 82 q7 -3 14 0', 'M42 80 q8 12 16 0z', 'M45 83 h10'];
const [eyesShut, laughing] = [1, 2];

export interface Figure {
  readonly actor: Actor;
  /** Another number is another drawing of the same character: mood and tilt of the head. */
  readonly take: number;
  readonly box: Box;
}

/** A stable number for a pair, well spread. */
export function mix(a: number, b: number): number {
  let value = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  value ^= value >>> 15;
  value = Math.imul(value, 0x27d4eb2f);
  return (value ^ (value >>> 13)) >>> 0;
}

function eye(x: number, lids: number, colour: string, shut: boolean): string {
  return (
    `<ellipse cx="${x}" cy="56" rx="8" ry="${lids}" fill="#fff"/><ellipse cx="${x}" cy="57" rx="6" ry="${lids}" fill="${colour}"/>` +
    `<circle cx="${x}" cy="57" r="${Math.min(3, lids)}" fill="#1a1a22"/><circle cx="${x + 2}" cy="53" r="${shut ? 0 : 2}" fill="#fff"/>` +
    `<path d="M${x - 10} ${56 - lids} q10 -7 20 0" stroke="#2a2024" stroke-width="3" fill="none" stroke-linecap="round"/>`
  );
}

/** One head; its face box is 0,0 to 100,100. */
function head({ hair, eye: iris, skin, style }: Actor, take: number): string {
  const mood = mix(take, style) % mouths.length;
  const tilt = (mix(take, 7) % 17) - 8;
  const end = style % 2 === 0 ? 150 : 86;
  const eyes = [28, 72].map((x) => eye(x, mood === eyesShut ? 3 : 9, iris, mood === eyesShut)).join('');
  return (
    `<g transform="rotate(${tilt} 50 60)">` +
    `<path d="M-20 ${end} Q-34 -28 50 -30 Q134 -28 120 ${end} Z" fill="${hair}"/>` +
    `<path d="M38 92 h24 v40 h-24z" fill="${skin}"/>` +
    `<path d="M2 40 Q2 104 50 104 Q98 104 98 40 Q98 6 50 6 Q2 6 2 40Z" fill="${skin}"/>` +
    `<ellipse cx="20" cy="74" rx="8" ry="4" fill="#e88" opacity=".35"/><ellipse cx="80" cy="74" rx="8" ry="4" fill="#e88" opacity=".35"/>` +
    `${eyes}<path d="${mouths[mood] ?? ''}" stroke="#8a4a44" stroke-width="2.5" fill="${mood === laughing ? '#a55' : 'none'}" stroke-linecap="round"/>` +
    `<path d="${fringes[style] ?? ''}" fill="${hair}" stroke="#00000030" stroke-width="1.5"/></g>`
  );
}

function person({ actor, take, box: [x, y, size] }: Figure): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${size / 100})">` +
    `<path d="M-70 400 Q-70 140 20 124 L80 124 Q170 140 170 400 L170 2000 L-70 2000Z" fill="${actor.cloth}"/>` +
    `<path d="M30 122 L50 170 L70 122Z" fill="#fff" opacity=".7"/>${head(actor, take)}</g>`
  );
}

/** A picture as SVG: scenery that `seed` chooses, and the figures, each with its face in its box. */
export function pictureOf(seed: number, { width, height }: Size, figures: readonly Figure[]): string {
  const [sky = '', land = ''] = [11, 12].map((salt) => scenery[mix(seed, salt) % scenery.length] ?? '');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<path d="M0 0h${width}v${height}h-${width}z" fill="${sky}"/>` +
    `<path d="M0 ${height * 0.62} L${width * 0.3} ${height * 0.4} L${width * 0.62} ${height * 0.66} L${width} ${height * 0.5} V${height} H0Z" fill="${land}" opacity=".6"/>` +
    `${figures.map(person).join('')}</svg>`
  );
}
