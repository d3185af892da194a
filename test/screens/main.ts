import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright/test';
import { root } from '../../build/set-up/run.mjs';
import { openPageWindow, type PageWindow, type ViewSize } from '../support/page-window.ts';
import { openDrawnLibrary, type DrawnLibrary } from './drawn-library.ts';
import { looksWith } from './looks.ts';
import { indexPage } from './index-page.ts';
import { settle } from './settle.ts';
import type { Look } from './ways.ts';

/** `npm run screens`: a picture of every view, dialog and state, in both themes and languages, at each size. */
const sizes: Readonly<Record<string, ViewSize>> = {
  '720x453': { width: 720, height: 453, scale: 1 },
  '1280x720': { width: 1280, height: 720, scale: 1 },
  '1920x1080': { width: 1920, height: 1080, scale: 1 },
  // A window of 1280 × 720, with everything twice as large.
  '200%': { width: 640, height: 360, scale: 2 },
  // Only where it is asked for.
  '4k': { width: 3840, height: 2160, scale: 1 },
};
/** Views are opened at this one: below it the sidebar is a drawer. */
const usual: ViewSize = { width: 1280, height: 720, scale: 1 };
const choices = {
  theme: ['light', 'dark'],
  lang: ['en', 'ja'],
  size: Object.keys(sizes).filter((name) => name !== '4k'),
};
const usage = `usage: npm run screens -- [view …] [--theme light|dark] [--lang en|ja] [--size ${Object.keys(sizes).join('|')}] [--out folder]

  view        groups, preview, settings …; a part of the name will do; without one, all
  --out       test-results/screens by default; begun anew where all views are wanted`;

interface Wanted {
  readonly views: readonly string[];
  readonly themes: readonly string[];
  readonly languages: readonly string[];
  readonly sizes: readonly string[];
  readonly out: string;
}

function read(args: readonly string[]): Wanted {
  const several = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { theme: several, lang: several, size: several, out: { type: 'string' } },
  });
  const wrong = values.size?.find((name) => !Object.hasOwn(sizes, name));
  if (wrong !== undefined) throw new Error(`there is no size ${wrong}`);
  return {
    views: positionals,
    themes: values.theme ?? choices.theme,
    languages: values.lang ?? choices.lang,
    sizes: values.size ?? choices.size,
    out: values.out ?? join(root, 'test-results/screens'),
  };
}

/** Answers what went wrong: views that could not be shown, and errors of the page. */
async function shoot(wanted: Wanted, library: DrawnLibrary, window: PageWindow): Promise<string[]> {
  const problems: string[] = [];
  const looks = looksWith(library).filter(
    ({ name }) => wanted.views.length === 0 || wanted.views.some((part) => name.includes(part)),
  );
  for (const theme of wanted.themes)
    for (const lang of wanted.languages)
      for (const look of looks) {
        const where = `${look.name} (${theme}, ${lang})`;
        await shootLook(wanted, library.address({ ...look.asks, theme, lang }), look, window, `${theme}-${lang}`).catch(
          (error: unknown) => problems.push(`${where}: ${String(error).split('\n')[0] ?? ''}`),
        );
        problems.push(...window.complaints().map((complaint) => `${where}: ${complaint}`));
      }
  await writeFile(join(wanted.out, 'index.html'), indexPage(looks, wanted));
  return problems;
}

async function shootLook(wanted: Wanted, address: string, look: Look, window: PageWindow, variant: string) {
  const { page } = window;
  await window.resize(usual);
  await page.goto(address);
  await look.show(page);
  for (const name of wanted.sizes) {
    await window.resize(sizes[name] ?? usual);
    await look.again?.(page);
    await settle(page);
    await page.screenshot({ path: fileOf(wanted.out, name, variant, look.name) });
  }
  await window.resize(usual);
  await look.leave?.(page);
}

function fileOf(out: string, size: string, variant: string, view: string): string {
  return join(out, `${size}-${variant}`, `${view}.png`);
}

async function main(wanted: Wanted): Promise<number> {
  if (wanted.views.length === 0) await rm(wanted.out, { recursive: true, force: true });
  await mkdir(wanted.out, { recursive: true });
  await using library = await openDrawnLibrary(join(root, '.cache/screens'));
  await using window = await openPageWindow();
  preparePage(window.page);
  const problems = await shoot(wanted, library, window);
  for (const problem of problems) console.error(problem);
  console.log(`Look at ${relative(process.cwd(), join(wanted.out, 'index.html'))}`);
  return problems.length === 0 ? 0 : 1;
}

function preparePage(page: Page): void {
  page.setDefaultTimeout(15_000);
}

function parsed(): Wanted | null {
  try {
    return read(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
}

const wanted = parsed();
process.exitCode = wanted ? await main(wanted) : 2;
