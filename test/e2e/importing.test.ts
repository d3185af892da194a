import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { chooseInFileMenu, expect, groupNamed, look, test, untilIndexed, type Dramatis } from './dramatis.ts';

/** How an artist gets at things. */
type Press = (page: Page, target: Locator) => Promise<void>;

const hands: Record<'mouse' | 'keyboard', Press> = {
  mouse: (_page, target) => target.click(),
  keyboard: async (page, target) => {
    await expect(target).toBeVisible();
    await tabTo(page, target);
    const isCheckbox = (await target.getAttribute('type')) === 'checkbox';
    await page.keyboard.press(isCheckbox ? 'Space' : 'Enter');
  },
};

/** Nothing that is looked for in a dialog is farther away. */
const farthest = 30;

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let k = 0; k < farthest; k += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

interface ExportedFace {
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
}

/** Where the faces are, as the app itself tells. */
async function facesOf({ app, page, answerDialog }: Dramatis, to: string): Promise<readonly ExportedFace[]> {
  await chooseInFileMenu(app, 'Export Names…');
  const dialog = page.getByRole('dialog', { name: 'Export names' });
  await dialog.getByRole('radio', { name: 'JSON' }).check();
  await answerDialog(to);
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog.getByTestId('export-done')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return (JSON.parse(await readFile(to, 'utf8')) as { faces: ExportedFace[] }).faces;
}

async function copyTo(folder: string, pictures: readonly string[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const copies = pictures.map((picture) => join(folder, basename(picture)));
  for (const [k, copy] of copies.entries()) await cp(pictures[k] ?? '', copy);
  return copies;
}

/** Left, top, right and bottom as Picasa writes them. */
function rect64({ x, y, width, height, pictureWidth, pictureHeight }: ExportedFace): string {
  const corners = [x / pictureWidth, y / pictureHeight, (x + width) / pictureWidth, (y + height) / pictureHeight];
  return corners
    .map((each) =>
      Math.round(each * 0xffff)
        .toString(16)
        .padStart(4, '0'),
    )
    .join('');
}

function sidecar({ x, y, width, height, pictureWidth, pictureHeight }: ExportedFace, name: string): string {
  const area = [
    (x + width / 2) / pictureWidth,
    (y + height / 2) / pictureHeight,
    width / pictureWidth,
    height / pictureHeight,
  ];
  const attributes = ['x', 'y', 'w', 'h'].map((key, k) => `stArea:${key}="${area[k]}"`).join(' ');
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
   xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">
   <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="${name}" mwg-rs:Type="Face">
   <mwg-rs:Area ${attributes} stArea:unit="normalized"/></rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
   </rdf:Description></rdf:RDF></x:xmpmeta>`;
}

for (const [name, press] of Object.entries(hands)) {
  test(`names of Picasa, Eagle, XMP and folders come in by ${name}, and nothing changes twice`, async ({
    home,
    sprites: { sylvie, eileen, lucy },
    start,
  }) => {
    const art = join(home, 'art');
    const cards = await copyTo(join(art, 'cards'), sylvie.slice(0, 2));
    const xmp = await copyTo(join(art, 'xmp'), sylvie.slice(2, 4));
    await copyTo(join(art, 'by name', 'Lucy'), lucy.slice(0, 2));
    const [twice = ''] = await copyTo(join(art, 'by name', '2024'), sylvie.slice(4, 5));
    // Another picture of the same file name.
    await cp(sylvie[5] ?? '', join(art, 'cards', basename(twice)));
    const eagle = join(art, 'Art.library');
    for (const [k, picture] of eileen.slice(0, 2).entries()) {
      const [copied = ''] = await copyTo(join(eagle, 'images', `${k}.info`), [picture]);
      const about = { name: basename(copied, '.png'), ext: 'png', tags: ['Eileen', 'night'], folders: [] };
      await writeFile(join(dirname(copied), 'metadata.json'), JSON.stringify(about));
    }
    await writeFile(join(eagle, 'metadata.json'), JSON.stringify({ folders: [] }));
    const dramatis = await start(art);
    const { app, page, answerDialog } = dramatis;
    await untilIndexed(page, 10);
    const faces = await facesOf(dramatis, join(home, 'faces.json'));
    const faceOf = (path: string) => faces.find((face) => face.path === path)!;
    const sections = cards.map((path) => `[${basename(path)}]\r\nfaces=rect64(${rect64(faceOf(path))}),ab12\r\n`);
    await writeFile(join(art, 'cards', '.picasa.ini'), `[Contacts2]\r\nab12=Sylvie;;\r\n${sections.join('')}`);
    for (const path of xmp) await writeFile(`${path}.xmp`, sidecar(faceOf(path), 'シルヴィ'));

    const dialog = page.getByRole('dialog', { name: 'Import names' });
    const row = (of: string) => dialog.getByTestId('import-row').filter({ hasText: of });
    const report = async (path: string, { folders = false } = {}) => {
      const isFile = path.endsWith('.ini');
      await chooseInFileMenu(app, 'Import Names…');
      if (folders) await press(page, dialog.getByLabel('Each folder inside is a character'));
      await answerDialog(path);
      await press(page, dialog.getByRole('button', { name: isFile ? 'Choose a file…' : 'Choose a folder…' }));
      await expect(dialog.getByTestId('import-report')).toBeVisible();
    };
    const apply = async (done: string) => {
      await press(page, dialog.getByTestId('import-apply'));
      await expect(dialog.getByTestId('import-done')).toHaveText(done);
      await press(page, dialog.getByRole('button', { name: 'Close' }));
      await expect(dialog).toBeHidden();
    };
    /** What is offered is nothing. */
    const again = async (of: string, path: string, options = {}) => {
      await report(path, options);
      await expect(row(of)).toContainText('2 named already');
      await expect(dialog).toContainText('There is nothing to name.');
      await expect(dialog.getByTestId('import-apply')).toBeDisabled();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    };

    await test.step('Picasa: the file itself, then its folder', async () => {
      const ini = join(art, 'cards', '.picasa.ini');
      await report(ini);
      await expect(row('Sylvie')).toContainText('2 faces');
      await look(page, `55-import-picasa-${name}`);
      await apply('2 faces have their names now (1 character)');
      await expect(groupNamed(page, 'Sylvie')).toBeVisible();
      await again('Sylvie', ini);
      await again('Sylvie', join(art, 'cards'));
    });

    await test.step('Eagle: a tag is a character once the artist says so', async () => {
      await report(eagle);
      await expect(dialog.getByTestId('import-apply')).toBeDisabled();
      await press(page, row('Eileen').getByRole('checkbox'));
      await expect(row('Eileen')).toContainText('2 faces');
      await expect(row('night').getByRole('checkbox')).not.toBeChecked();
      await look(page, `56-import-eagle-${name}`);
      await apply('2 faces have their names now (1 character)');
      await expect(groupNamed(page, 'Eileen')).toBeVisible();
      await again('Eileen', eagle);
    });

    await test.step('each folder is a character, those for everybody are not', async () => {
      await report(join(art, 'by name'), { folders: true });
      await expect(row('Lucy')).toContainText('2 faces');
      await expect(row('2024').getByRole('checkbox')).not.toBeChecked();
      await look(page, `57-import-folders-${name}`);
      await apply('2 faces have their names now (1 character)');
      await expect(groupNamed(page, 'Lucy')).toBeVisible();
      await again('Lucy', join(art, 'by name'), { folders: true });
    });

    await test.step('regions of sidecars', async () => {
      await report(join(art, 'xmp'));
      await expect(row('シルヴィ')).toContainText('2 faces');
      await apply('2 faces have their names now (1 character)');
      await expect(groupNamed(page, 'シルヴィ')).toBeVisible();
      await again('シルヴィ', join(art, 'xmp'));
    });

    await test.step('one undo takes all of an import back', async () => {
      await page.keyboard.press('ControlOrMeta+z');
      await expect(groupNamed(page, 'シルヴィ')).toBeHidden();
      await expect(groupNamed(page, 'Lucy')).toBeVisible();
    });

    await test.step('a file name that two folders have is said to be ambiguous, and the rest stays', async () => {
      const table = join(home, 'twice.csv');
      await writeFile(
        table,
        `file,character\nmetadata.png,Nobody\n${basename(twice)},Sylvie\n${basename(xmp[0] ?? '')},Rin\n`,
      );
      await chooseInFileMenu(app, 'Import Names…');
      await answerDialog(table);
      await press(page, dialog.getByRole('button', { name: 'Choose a file…' }));
      await expect(row('Rin')).toBeVisible();
      const left = dialog
        .getByTestId('import-problems')
        .getByRole('listitem')
        .filter({ hasText: basename(twice) });
      await expect(left).toContainText('Several pictures are called so: give the whole path');
      await expect(left).toContainText(join(art, 'by name', '2024', basename(twice)));
      await look(page, `58-import-ambiguous-${name}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });

    await test.step('what cannot be read says why', async () => {
      await writeFile(join(eagle, 'metadata.json'), '{');
      await report(eagle);
      await expect(dialog.getByTestId('import-report')).toHaveText('It could not be read.');
      await expect(dialog.getByTestId('import-problems')).toContainText('Damaged, or not what its name says');
      await page.keyboard.press('Escape');
      await report(join(art, 'by name', 'Lucy'), { folders: true });
      await expect(dialog.getByTestId('import-report')).toContainText('Choose the folder that holds a folder for each');
    });
  });
}
