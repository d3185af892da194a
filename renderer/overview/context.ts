import { createContext } from 'svelte';
import type { OverviewState } from './overview.svelte.ts';

export const [getOverview, setOverview] = createContext<OverviewState>();
