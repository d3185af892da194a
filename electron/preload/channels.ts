/** Names of the IPC channels between the preload script and the main process. */
export const channels = {
  shellCall: 'shell:call',
  menuCommand: 'menu:command',
  openSample: 'shell:open-sample',
  showFolder: 'shell:show-folder',
  /** The page is ready for a port to the engine. */
  engineWanted: 'engine:wanted',
  /** Carries that port. */
  enginePort: 'engine:port',
} as const;
