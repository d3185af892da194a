import { expect, folderOf, oneWindow, test, untilIndexed } from './dramatis.ts';

test.describe('in one window', () => {
  const here = oneWindow();

  test('the page has no Node, no Electron, and no more than three ways out', async () => {
    const { page } = here();
    const reach = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
      bridge: Object.keys(window.dramatis).sort(),
      frozen: Object.isFrozen(window.dramatis),
    }));
    expect(reach).toEqual({
      globals: [],
      bridge: ['callShell', 'onMenuCommand', 'onOpenSample', 'onShowFolder', 'pathForFile'],
      frozen: true,
    });
  });

  test('a call that is not in the table, or with wrong arguments, is refused', async () => {
    const { page } = here();
    const codes = await page.evaluate(async () => {
      const calls: [string, unknown[]][] = [
        ['constructor', []],
        ['openExternal', ['https://example.invalid']],
        ['revealPicture', ['/etc/passwd']],
        ['setSettings', [{ theme: 'dark', language: 'en', tileSize: 128, more: true }]],
      ];
      const replies = calls.map(([method, args]) => window.dramatis.callShell(method, args));
      return (await Promise.all(replies)).map((reply) => (reply as { error?: { code: string } }).error?.code);
    });
    expect(codes).toEqual(codes.map(() => 'bad-arguments'));
  });

  test('the page cannot be led elsewhere, and opens no window', async () => {
    const { app, page } = here();
    // A page that leads itself away while it still loads stops its own scripts: that is not what is tried here.
    await page.getByTestId('app').waitFor();
    const address = page.url();
    const opened = await page.evaluate(() => {
      const popup = window.open('https://example.invalid/');
      location.assign('https://example.invalid/');
      return popup !== null;
    });
    expect(opened).toBe(false);
    // The blocked navigation has been answered by the time the main process answers this.
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => document.querySelector('#app')?.childElementCount)).toBeGreaterThan(0);
  });

  test('the content security policy stops foreign code and connections', async () => {
    const dramatis = here();
    const blocked = await dramatis.page.evaluate(async () => {
      // What the debugger evaluates may build functions from text; what the page runs by itself may not.
      await new Promise((resolve) => setTimeout(resolve));
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const outcome = (work: () => unknown) => {
        try {
          return work();
        } catch (error) {
          return (error as Error).name;
        }
      };
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- has to fail
      const evaluated = outcome(() => new Function('return 1')());
      const injected = outcome(() => (document.body.innerHTML = '<img src=x onerror="window.hacked = true">'));
      const fetched = await fetch('https://example.invalid/').catch((error: unknown) => (error as Error).name);
      const image = new Image();
      image.src = 'https://example.invalid/x.png';
      await new Promise((resolve) => image.addEventListener('error', resolve));
      return { evaluated, injected, fetched, hacked: 'hacked' in window, violations };
    });
    expect(blocked).toMatchObject({
      evaluated: 'EvalError',
      injected: 'TypeError',
      fetched: 'TypeError',
      hacked: false,
    });
    expect(blocked.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
    // What the browser said about the attempts above is what was wanted.
    dramatis.complaints.length = 0;
  });

  test('permissions are refused', async () => {
    const { page } = here();
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(states).toEqual(states.map(() => 'denied'));
  });
});

test('previews are served by id, and nothing else is', async ({ home, sprites, start }) => {
  const { app, page } = await start(await folderOf(home, sprites.sylvie));
  await untilIndexed(page, sprites.sylvie.length);
  const answers = await app.evaluate(({ net }) => {
    const addresses = [
      'dramatis-asset://preview/face/1',
      'dramatis-asset://preview/picture/1',
      'dramatis-asset://preview/face/999999',
      'dramatis-asset://preview/face/0',
      'dramatis-asset://preview/face/1/..%2f..%2fsecret',
      'dramatis-asset://preview/file/etc/passwd',
      'dramatis-asset://files/face/1',
      'dramatis-app://page/..%2f..%2fpackage.json',
      'dramatis-app://page/%2e%2e/main/index.js',
      'dramatis-app://elsewhere/index.html',
    ];
    return Promise.all(
      addresses.map(async (address) => {
        const { status, headers } = await net.fetch(address);
        return `${status} ${headers.get('content-type') ?? ''}`.trim();
      }),
    );
  });
  expect(answers).toEqual(['200 image/webp', '200 image/webp', ...Array<string>(8).fill('404')]);
});
