import { expect, test } from 'vitest';
import type { EngineApi } from '../../../../electron/contract/api/engine-api.ts';
import type { CharacterId } from '../../../../electron/contract/ids.ts';
import { CharacterList } from '../../../../renderer/characters/character-list.svelte.ts';
import {
  CharacterPicker,
  type Picked,
  type PickerOptions,
} from '../../../../renderer/characters/character-picker.svelte.ts';

const idOf = (number: number): CharacterId => number as CharacterId;

/** A picker among characters with these names, the first having the most faces. */
function among(names: readonly (string | null)[], { except = null, likely = null }: Partial<PickerOptions> = {}) {
  const list = new CharacterList({} as EngineApi, { value: null, error: null, refresh: () => undefined });
  const template = {
    confirmed: true,
    hidden: false,
    colour: null,
    cover: null,
    suggestions: 0,
    pictures: 1,
    covers: [],
  };
  const characters = names.map((name, at) => ({ ...template, id: idOf(at + 1), name, faces: 100 - at }));
  list.apply(characters);
  const picked: Picked[] = [];
  return { picker: new CharacterPicker(list, { except, likely }, (option) => picked.push(option)), picked };
}

function namesOf(options: readonly Picked[]): (string | null)[] {
  return options.map((option) => ('name' in option ? `new ${option.name}` : option.character.name));
}

test('before anything is typed, the largest named characters are offered', () => {
  const { picker } = among(['Mika', null, 'Aoi'], { except: idOf(3) });
  expect(namesOf(picker.options)).toEqual(['Mika']);
});

test('the likely character is offered first', () => {
  const { picker } = among(['Mika', 'Aoi'], { likely: idOf(2) });
  expect(namesOf(picker.options)).toEqual(['Aoi', 'Mika']);
});

test('a name that nobody has is offered as a new one, and Return takes it', () => {
  const { picker, picked } = among(['Mika', 'Michiru']);
  picker.type(' Mi ');
  expect(namesOf(picker.options)).toEqual(['Mika', 'Michiru', 'new Mi']);
  picker.handleKey({ key: 'Enter', isComposing: false });
  expect(namesOf(picked)).toEqual(['new Mi']);
});

test('a name that was typed in full means its character, whatever its case', () => {
  const { picker, picked } = among(['Mika Grey', 'Mika']);
  picker.type('mika');
  expect(namesOf(picker.options)).toEqual(['Mika Grey', 'Mika']);
  picker.handleKey({ key: 'Enter', isComposing: false });
  expect(namesOf(picked)).toEqual(['Mika']);
});

test('the arrows lead around the list, and Return that an input method needs is left to it', () => {
  const { picker, picked } = among(['Mika', 'Aoi']);
  picker.handleKey({ key: 'ArrowUp', isComposing: false });
  expect(picker.handleKey({ key: 'Enter', isComposing: true })).toBe(false);
  picker.handleKey({ key: 'Enter', isComposing: false });
  expect(namesOf(picked)).toEqual(['Aoi']);
});

test('the character that is left out is not offered, nor is its name as a new one', () => {
  const { picker, picked } = among(['Mika'], { except: idOf(1) });
  picker.type('Mika');
  expect(picker.options).toEqual([]);
  picker.pick();
  expect(picked).toEqual([]);
});
