export { App } from './App.tsx';
export { copyText } from './copy-text.ts';
export { explain } from './failures.ts';
export { printRows } from './print-rows.ts';
export { whenIdle } from './panels/editor/use-after-first-result.ts';
export { followLook, keptLook } from './theme.ts';
