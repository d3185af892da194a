/** A made-up character: what stays the same in every drawing of it. */
export interface Actor {
  /** What the artist has called it; null: not named yet. */
  readonly name: string | null;
  readonly hair: string;
  readonly eye: string;
  readonly skin: string;
  readonly cloth: string;
  /** Which of the fringes; long hair where it is even. */
  readonly style: number;
}

export const cast: readonly Actor[] = [
  { name: 'Mika', hair: '#b5403a', eye: '#3f7d4f', skin: '#fbe3d3', cloth: '#34435e', style: 0 },
  { name: 'Captain Thorne', hair: '#2b2b33', eye: '#3b6ea5', skin: '#d9a380', cloth: '#7c2f3a', style: 1 },
  { name: 'ユキ', hair: '#e6e6ea', eye: '#8a3f6b', skin: '#fbe3d3', cloth: '#46604a', style: 2 },
  { name: '白石 凛', hair: '#3d5a8a', eye: '#b07a1e', skin: '#f3cfb6', cloth: '#8c8577', style: 3 },
  {
    name: 'Old Man Gerwulf of the Northern Marches',
    hair: '#c98b3c',
    eye: '#7a4a2a',
    skin: '#f3cfb6',
    cloth: '#59456b',
    style: 4,
  },
  { name: null, hair: '#7a5aa6', eye: '#3b6ea5', skin: '#fbe3d3', cloth: '#2f2f35', style: 0 },
  { name: null, hair: '#4f8a6b', eye: '#7a4a2a', skin: '#f3cfb6', cloth: '#b59a5b', style: 3 },
  { name: null, hair: '#d98aa8', eye: '#3f7d4f', skin: '#fbe3d3', cloth: '#34435e', style: 2 },
  { name: null, hair: '#2b2b33', eye: '#8a3f6b', skin: '#9c6a4a', cloth: '#b59a5b', style: 4 },
];
