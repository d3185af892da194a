import type { DrawnLibrary } from './drawn-library.ts';
import { looksOfCatalogue } from './looks-of-catalogue.ts';
import { looksOfFiles } from './looks-of-files.ts';
import { looksOfOverview } from './looks-of-overview.ts';
import { looksOfStates } from './looks-of-states.ts';
import {
  add,
  byKeys,
  cards,
  dialog,
  faces,
  found,
  foundElsewhere,
  group,
  groups,
  hover,
  look,
  mixed,
  pictures,
  press,
  preview,
  renames,
  review,
  samples,
  sharing,
  shown,
  twoChosen,
  view,
  type Look,
} from './ways.ts';

/** What the system's dialogs answer, and where exports go. */
export type Answers = Pick<DrawnLibrary, 'sample' | 'samples' | 'names' | 'oddNames' | 'exports'>;

export function looksWith(answers: Answers): readonly Look[] {
  const withSample = { asks: { 'pick-picture': answers.sample } };
  const withFolder = { asks: { 'pick-folder': answers.samples } };
  return [
    look('groups', groups),
    look('groups-chosen', twoChosen),
    look('groups-menu', async (page) => {
      await groups(page);
      await cards(page).nth(1).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    }),
    look('groups-filter', async (page) => {
      await groups(page);
      await page.locator('.groups header .icon-button[aria-haspopup="dialog"]').first().click();
      await dialog(page).waitFor();
    }),
    look('groups-naming', async (page) => {
      await mixed(page);
      await press(page, 'F2');
      await page.getByTestId('group-name-input').fill('M');
    }),
    look('merge', async (page) => {
      await twoChosen(page);
      await press(page, 'm');
      await dialog(page).waitFor();
    }),
    look('split', async (page) => {
      await mixed(page);
      await press(page, 'u');
      await dialog(page).waitFor();
    }),
    look('regroup', (page) => byKeys(page, 'ControlOrMeta+Shift+G')),
    look('group', group),
    look('group-chosen', async (page) => {
      await group(page);
      await faces(page).nth(0).click();
      await faces(page)
        .nth(2)
        .click({ modifiers: ['Shift'] });
    }),
    look('group-menu', async (page) => {
      await group(page);
      await faces(page).nth(1).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    }),
    look('group-filter', async (page) => {
      await group(page);
      await page.getByTestId('faces-filter').click();
      await dialog(page).waitFor();
    }),
    look('group-move', async (page) => {
      await group(page);
      await faces(page).nth(1).focus();
      await press(page, 'm');
      await page.getByTestId('picker-input').waitFor();
    }),
    look(
      'hover',
      async (page) => {
        await group(page);
        await hover(page);
      },
      { again: hover },
    ),
    look('ungrouped', (page) => view(page, 'group')),
    look('preview', preview),
    look('preview-box', async (page) => {
      await preview(page);
      await press(page, 'a');
      await page.getByTestId('box-info').waitFor();
    }),
    look('pictures', pictures),
    look('faceless', (page) => view(page, 'faceless')),
    look('pictures-chosen', async (page) => {
      await pictures(page);
      await shown(page).nth(0).click();
      await shown(page).nth(1).click(add);
    }),
    look('compare', async (page) => {
      await pictures(page);
      await shown(page).nth(0).click();
      await shown(page).nth(1).click(add);
      await press(page, 'c');
      await page.getByTestId('compare').waitFor();
    }),
    look('preview-near', async (page) => {
      await preview(page);
      await press(page, 'z');
      await press(page, '+');
      await press(page, 'i');
    }),
    look('search', async (page) => {
      await groups(page);
      await press(page, 'ControlOrMeta+f');
      await faces(page).first().waitFor();
    }),
    look('search-none', async (page) => {
      await groups(page);
      await press(page, 'ControlOrMeta+f');
      await page.keyboard.type('nobody has such a name');
      await page.getByTestId('search-view').locator('.note').waitFor();
    }),
    look('search-date', async (page) => {
      await groups(page);
      await press(page, 'ControlOrMeta+f');
      await page.locator('.date-open').first().click();
      await page.locator('.calendar').first().waitFor();
    }),
    look('review', review),
    look('review-pictures', async (page) => {
      await review(page);
      await press(page, 'Space');
    }),
    look('review-suggestions', async (page) => {
      await review(page);
      await page.getByTestId('review-view').getByRole('radio').nth(1).check();
      await page.getByTestId('review-question').waitFor();
    }),
    look('find-prompt', (page) => view(page, 'find')),
    look('find', found, withSample),
    look(
      'find-name',
      async (page) => {
        await found(page);
        await page.getByTestId('match-tile').first().focus();
        await press(page, 'n');
        await page.getByTestId('picker-input').waitFor();
      },
      withSample,
    ),
    look('find-studio', foundElsewhere, { asks: { ...withSample.asks, studio: 'connected' } }),
    look('settings-studio-share', sharing, { asks: { ...withFolder.asks, studio: 'connected' } }),
    look('samples-prompt', (page) => view(page, 'samples')),
    look('samples', samples, withFolder),
    look('rename', renames),
    look('rename-fields', async (page) => {
      await renames(page);
      await page.getByTestId('template-input').focus();
      await page.keyboard.type('{');
      await page.getByRole('listbox').waitFor();
    }),
    look('rename-mistake', async (page) => {
      await renames(page);
      await page.getByTestId('template-input').fill('{nobody}');
      await page.getByRole('alert').waitFor();
    }),
    look('rename-name', async (page) => {
      await renames(page);
      await page.getByTestId('rename-row').first().focus();
      await press(page, 'F2');
      await page.getByTestId('new-name-field').waitFor();
    }),
    ...(['rolled-back', 'pending'] as const).map((rename) =>
      look(
        `rename-${rename}`,
        async (page) => {
          await renames(page);
          await page.getByTestId('apply-rename').click();
          await page.getByTestId('rename-result').waitFor();
        },
        { asks: { rename } },
      ),
    ),
    look(
      'rename-working',
      async (page) => {
        await renames(page);
        await page.getByTestId('apply-rename').click();
        await page.getByTestId('rename-progress').waitFor();
      },
      {
        asks: { rename: 'held' },
        leave: async (page) => {
          await page.getByTestId('rename-progress').locator('.button').click();
          await page.getByTestId('rename-result').waitFor();
        },
      },
    ),
    look(
      'rename-history',
      async (page) => {
        await page.getByTestId('recovery-banner').waitFor();
        await renames(page);
        await page.getByRole('region').getByRole('radio').nth(1).check();
        await page.getByTestId('batch-row').first().waitFor();
      },
      { asks: { rename: 'recovered' } },
    ),
    look('export', (page) => byKeys(page, 'ControlOrMeta+Shift+E')),
    look('export-xmp', async (page) => {
      await byKeys(page, 'ControlOrMeta+Shift+E');
      await dialog(page).getByRole('radio').nth(2).check();
      await page.getByTestId('sidecar-plan').waitFor();
    }),
    look('skipped', (page) => view(page, 'skipped')),
    look('not-faces', async (page) => {
      await view(page, 'not-faces');
      await faces(page).first().waitFor();
    }),
    look('history', async (page) => {
      await view(page, 'history');
      await page.getByTestId('history').getByRole('listitem').nth(1).waitFor();
    }),
    look('settings', (page) => byKeys(page, 'ControlOrMeta+,')),
    look('settings-end', async (page) => {
      await byKeys(page, 'ControlOrMeta+,');
      await dialog(page).locator('section').last().scrollIntoViewIfNeeded();
    }),
    look('shortcuts', (page) => byKeys(page, '?')),
    look('folder-remove', async (page) => {
      await groups(page);
      await page.getByTestId('folder-row').getByRole('button').focus();
      await press(page, 'Enter');
      await dialog(page).waitFor();
    }),
    look(
      'toast',
      async (page) => {
        await groups(page);
        await cards(page).last().focus();
        await press(page, 'h');
        await page.getByTestId('toast').waitFor();
      },
      {
        leave: async (page) => {
          await press(page, 'ControlOrMeta+z');
        },
      },
    ),
    look(
      'drag',
      async (page) => {
        await group(page);
        await faces(page).nth(1).hover();
        await page.mouse.down();
        await page.mouse.move(520, 380, { steps: 6 });
        await page.getByTestId('drop-tray').waitFor();
      },
      {
        leave: async (page) => {
          await press(page, 'Escape');
          await page.mouse.up();
        },
      },
    ),
    ...looksOfCatalogue,
    ...looksOfFiles(answers),
    ...looksOfOverview,
    ...looksOfStates,
  ];
}
