import type { Refusal, Report, Trap } from '../../model/index.ts';
import { ownPlace } from '../../model/index.ts';
import type { BuiltModule } from '../artifacts.ts';
import { type Context, patch } from '../commands/context.ts';
import type { RunMark } from '../slices/editor.ts';
import { lookCloser, ranOf, withSources } from './look-closer.ts';

/** Each refusal costs a repeated run; more of them are seldom about other lines. */
const MOST_REFUSALS = 12;
const FRAME = /^\s*\d+:\s+0x([0-9a-f]+) - /;

interface FoundTrap {
  readonly trap: Trap;
  readonly filter: string;
  readonly wasm: string;
}

/** Finds the source lines of what went wrong in the run on show, for the editor. */
export async function markRun(context: Context): Promise<void> {
  const { result } = context.store.getState().run;
  const ran = ranOf(context);
  if (result === undefined || ran === undefined) return;
  const { report } = result;
  const isShown = () => context.store.getState().run.result?.report === report;
  const traps = await Promise.all(trapsOf(report).map((found) => trapMark(found, ran.built.get(found.wasm))));
  const marks: RunMark[] = traps.filter((mark) => mark !== undefined);
  if (!isShown()) return;
  patch(context, 'editor', { marks });
  for (const refusal of someOf(report.refusals)) {
    const look = await lookCloser(context, refusal.at);
    if (!isShown()) return;
    const place = ownPlace(look?.frames ?? []);
    if (place === undefined || marks.some((mark) => isSame(mark, place, refusal))) continue;
    marks.push({ place, what: { kind: 'refusal', refusal, hostcall: look?.name.replace(/^\w+\./, '') ?? '' } });
    patch(context, 'editor', { marks: [...marks] });
  }
}

/** The places of a trap's functions, the innermost first; those that a map knows have one. */
function trapFrames({ backtrace }: Trap): { readonly offset: number }[] {
  return backtrace.flatMap((line) => {
    const offset = FRAME.exec(line)?.[1];
    return offset === undefined ? [] : [{ offset: Number.parseInt(offset, 16) }];
  });
}

async function trapMark({ trap, filter }: FoundTrap, module: BuiltModule | undefined): Promise<RunMark | undefined> {
  const place = ownPlace(await withSources(trapFrames(trap), module));
  return place && { place, what: { kind: 'trap', trap, filter } };
}

function trapsOf({ plugins, failures }: Report): FoundTrap[] {
  const found = plugins.flatMap(({ trap, name, wasm }) => (trap ? [{ trap, filter: name, wasm }] : []));
  const atStart = failures.flatMap(({ failure, filter, plugin }) => {
    const wasm = plugins[filter]?.wasm;
    return failure.kind === 'start-trapped' && wasm !== undefined ? [{ trap: failure.trap, filter: plugin, wasm }] : [];
  });
  return [...found, ...atStart];
}

/** The first of each kind and filter, as far as there is time for them. */
function someOf(refusals: readonly Refusal[]): Refusal[] {
  const first = new Map(refusals.toReversed().map((one) => [JSON.stringify([one.kind, one.filter, one.facts]), one]));
  return [...first.values()].toReversed().slice(0, MOST_REFUSALS);
}

function isSame({ place, what }: RunMark, other: RunMark['place'], { kind }: Refusal): boolean {
  return (
    what.kind === 'refusal' && what.refusal.kind === kind && place.path === other.path && place.line === other.line
  );
}
