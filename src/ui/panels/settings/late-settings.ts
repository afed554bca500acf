import { late } from '../../parts/late.ts';

/** The settings, fetched when they are first asked for. */
export const SettingsPane = late(
  () => import('./SettingsPane.tsx').then((it) => it.SettingsPane),
  () => null,
);
