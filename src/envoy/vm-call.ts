import type { CallbackIndex } from '../model/index.ts';
import type { Context } from './context.ts';

/** Calls the guest and lets happen what its hostcalls put off. 0 from a dead VM. */
export function callVm(
  context: Context,
  callback: CallbackIndex,
  a?: number,
  b?: number,
  c?: number,
  d?: number,
): number {
  const { vm } = context;
  if (vm.isFailed) return 0;
  const result = vm.call(callback, context, a, b, c, d);
  vm.finishCall();
  return result;
}
