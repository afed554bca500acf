import { afterEach, expect, test, vi } from 'vitest';
import { withReason } from '../../../workers/compile/breakdown.ts';

afterEach(() => vi.restoreAllMocks());

const whoops = `
▌ Whoops, the AssemblyScript compiler has crashed during compile :-(
▌
▌ RangeError: Maximum call stack size exceeded
▌     at t.toBound (assemblyscript.js:17:189890)`;

test('a breakdown is told by the reason that the compiler printed', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  const build = () => {
    console.error(whoops);
    return Promise.reject(new Error('exit 1'));
  };
  await expect(withReason(build)).rejects.toThrow(/^RangeError: Maximum call stack size exceeded$/);
  expect(printed).toHaveBeenCalledWith(whoops);
  expect(console.error).toBe(printed);
});

test('another error stays as it is, and so does a result', async () => {
  await expect(withReason(() => Promise.reject(new Error('no memory')))).rejects.toThrow(/^no memory$/);
  expect(await withReason(() => Promise.resolve(7))).toBe(7);
});
