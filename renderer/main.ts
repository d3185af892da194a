import { mount } from 'svelte';
import { previewUrl } from '../electron/contract/asset-url.ts';
import App from './App.svelte';
import { hostOf } from './host.ts';
import { AppState } from './shell/app.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/overlays.css';

const app = new AppState(hostOf(window.dramatis, previewUrl), window);
await app.settings.load();
mount(App, { target: document.getElementById('app') ?? document.body, props: { app } });
