import { Unavailable } from '../dock/Unavailable.tsx';
import { soon } from '../../parts/late.ts';
import type { TabProps } from './BodyTab.tsx';
import type { TcpEditorProps } from './TcpEditor.tsx';
import type { QueryTabProps } from './QueryTab.tsx';

import type { ComponentProps } from 'react';
import type { ChecksTab as Checks } from '../checks/ChecksTab.tsx';
import type { UpstreamEditor as Upstream } from './UpstreamEditor.tsx';

// Fetched when the page is at rest, or when they are first shown.
export const BodyTab = soon<TabProps>(() => import('./BodyTab.tsx').then((it) => it.BodyTab), Unavailable);
export const ChecksTab = soon<ComponentProps<typeof Checks>>(
  () => import('../checks/ChecksTab.tsx').then((it) => it.ChecksTab),
  Unavailable,
);
export const OptionsTab = soon<TabProps>(() => import('./OptionsTab.tsx').then((it) => it.OptionsTab), Unavailable);
export const HeaderHelp = soon<object>(
  () => import('./HeaderHelp.tsx').then((it) => it.HeaderHelp),
  () => null,
);
export const TcpEditor = soon<TcpEditorProps>(() => import('./TcpEditor.tsx').then((it) => it.TcpEditor), Unavailable);
export const QueryTab = soon<QueryTabProps>(() => import('./QueryTab.tsx').then((it) => it.QueryTab), Unavailable);
export const UpstreamEditor = soon<ComponentProps<typeof Upstream>>(
  () => import('./UpstreamEditor.tsx').then((it) => it.UpstreamEditor),
  Unavailable,
);
