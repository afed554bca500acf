export { withReason } from './breakdown.ts';
export { compile } from './compile.ts';
