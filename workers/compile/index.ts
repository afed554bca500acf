export { withReason } from './breakdown.ts';
export { compile } from './compile.ts';
export { watOf } from './wat.ts';
