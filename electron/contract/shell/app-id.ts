/** What the systems know the app by: its installer, its button in the task bar, its signature. Never to be changed. */
export const appId = 'app.dramatis';
