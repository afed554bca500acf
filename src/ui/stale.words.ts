export const words = {
  stale: 'Stale',
  failed: 'The last run came to nothing: this is the one before it',
  sources: 'The sources have changed since this run',
  changed: 'The chain, the request or the settings have changed since this run',
} as const;
