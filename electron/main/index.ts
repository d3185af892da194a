import { app, protocol } from 'electron';
import { assetScheme } from '../contract/channel/asset-url.ts';
import { appHome, claimAppHome } from '../disk/app-home.ts';
import { appId } from '../contract/shell/app-id.ts';
import { Application } from './application.ts';
import { readCommandLine } from './command-line.mjs';
import { avoidMissingGraphicsCard } from './window/graphics.ts';
import { lockDown } from './window/lock-down.ts';
import { pageScheme } from './window/page-protocol.ts';
import { claimHomes, findParts } from './places.ts';

app.setName('Dramatis');
// As the installer names it: without this, Windows shows a second button for the app in its task bar.
app.setAppUserModelId(appId);
// Electron refuses to start its sandbox for root, who has to pass --no-sandbox; the page has no Node either way.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
avoidMissingGraphicsCard();
lockDown();
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges },
  { scheme: assetScheme, privileges },
]);

// `electron .` has the app's own folder as one argument more than the packaged app.
const { library, libraryAnyway, folders } = readCommandLine(
  process.argv.slice(process.defaultApp ? 2 : 1),
  process.cwd(),
);
if (process.platform === 'win32') app.setPath('userData', claimAppHome(appHome()));
const homes = claimHomes(library);

if (app.requestSingleInstanceLock({ folders })) {
  const application = new Application(findParts(), homes, { libraryAnyway });
  void app.whenReady().then(() => application.open(folders));
} else {
  app.quit();
}
