import type { CloseLook, GuestFrame } from '../../model/index.ts';
import type { BuiltModule, RanWith } from '../artifacts.ts';
import type { Context } from '../commands/context.ts';
import { sourceOf } from './source-of.ts';

/** Looks at one run, by position: stepping to and fro looks at the same records. */
const looks = new WeakMap<RanWith, Map<number, Promise<CloseLook | undefined>>>();
const MOST_KEPT = 200;

/** What the result on show is made of. */
export function ranOf({ store, artifacts }: Context): RanWith | undefined {
  const { result } = store.getState().run;
  return result && artifacts.ran.get(result.report);
}

/** A close look at one record of the result on show, with places in the sources where maps tell them. */
export function lookCloser(context: Context, at: number): Promise<CloseLook | undefined> {
  const ran = ranOf(context);
  if (ran === undefined) return Promise.resolve(undefined);
  const kept = looks.get(ran) ?? new Map<number, Promise<CloseLook | undefined>>();
  looks.set(ran, kept);
  const known = kept.get(at);
  if (known !== undefined) return known;
  const look = takeLook(context, ran, at);
  for (const [oldest] of kept) if (kept.size >= MOST_KEPT) kept.delete(oldest);
  kept.set(at, look);
  return look;
}

async function takeLook({ services }: Context, ran: RanWith, at: number): Promise<CloseLook | undefined> {
  const look = await services.runner.look({ ...ran.input, at });
  if (look === undefined || !('frames' in look)) return undefined;
  return { ...look, frames: await withSources(look.frames, ran.built.get(look.wasm)) };
}

export async function withSources<F extends Pick<GuestFrame, 'offset'>>(
  frames: readonly F[],
  module: BuiltModule | undefined,
): Promise<(F & Pick<GuestFrame, 'source'>)[]> {
  return Promise.all(
    frames.map(async (frame) => {
      const source = module && (await sourceOf(module, frame.offset));
      return source ? { ...frame, source } : frame;
    }),
  );
}
