import { Unavailable } from '../dock/Unavailable.tsx';
import { late } from '../../parts/late.ts';
import type { TabProps } from './BodyTab.tsx';
import type { TcpEditorProps } from './TcpEditor.tsx';
import type { QueryTabProps } from './QueryTab.tsx';

import type { ComponentProps } from 'react';
import type { ChecksTab as Checks } from '../checks/ChecksTab.tsx';

// Fetched when they are first shown.
export const BodyTab = late<TabProps>(() => import('./BodyTab.tsx').then((it) => it.BodyTab), Unavailable);
export const ChecksTab = late<ComponentProps<typeof Checks>>(
  () => import('../checks/ChecksTab.tsx').then((it) => it.ChecksTab),
  Unavailable,
);
export const OptionsTab = late<TabProps>(() => import('./OptionsTab.tsx').then((it) => it.OptionsTab), Unavailable);
export const HeaderHelp = late<object>(
  () => import('./HeaderHelp.tsx').then((it) => it.HeaderHelp),
  () => null,
);
export const TcpEditor = late<TcpEditorProps>(() => import('./TcpEditor.tsx').then((it) => it.TcpEditor), Unavailable);
export const QueryTab = late<QueryTabProps>(() => import('./QueryTab.tsx').then((it) => it.QueryTab), Unavailable);
