import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { enginePortMessage, type Bridge, type MenuCommand } from '../contract/shell/shell-api.ts';
import { channels } from './channels.ts';

const bridge: Bridge = {
  callShell: (method, args) => ipcRenderer.invoke(channels.shellCall, method, args),
  pathForFile: (file) => webUtils.getPathForFile(file),
  onMenuCommand: (listener) => {
    ipcRenderer.on(channels.menuCommand, (_event, command: MenuCommand) => {
      listener(command);
    });
  },
  onOpenSample: (listener) => {
    ipcRenderer.on(channels.openSample, (_event, path: string) => {
      listener(path);
    });
  },
  onShowFolder: (listener) => {
    ipcRenderer.on(channels.showFolder, (_event, path: string) => {
      listener(path);
    });
  },
};

contextBridge.exposeInMainWorld('dramatis', bridge);

// A MessagePort cannot cross the context bridge; a window message can carry it.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, [...event.ports]);
});

// The page's module scripts have run by then, so its listener for the port is in place.
window.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.send(channels.engineWanted);
});
