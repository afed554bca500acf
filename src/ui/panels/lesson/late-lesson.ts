import { late } from '../../parts/late.ts';

const Nothing = () => null;
export const LessonPanel = late(() => import('./LessonPanel.tsx').then((it) => it.LessonPanel), Nothing);
export const LessonBar = late(() => import('./LessonBar.tsx').then((it) => it.LessonBar), Nothing);
