import { mount } from 'svelte';
import App from './App.svelte';
import type { Host } from './bridge/host.ts';
import { AppState } from './shell/app.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/choices.css';
import './styles/dates.css';
import './styles/overlays.css';

/** Shows the app on what it stands on: Electron, or the development server. Answers its settings. */
export async function openWindow(host: Host): Promise<AppState['settings']> {
  const app = new AppState(host, window);
  await app.settings.load();
  mount(App, { target: document.getElementById('app') ?? document.body, props: { app } });
  return app.settings;
}
