import type { CallSite, SourcePlace } from '../../model/index.ts';
import type { RanWith } from '../artifacts.ts';
import type { Context } from '../commands/context.ts';
import { withSources } from './look-closer.ts';

/** A hostcall and the places in the project's own files on the way to it, the innermost first. */
export interface CallPlace {
  readonly name: string;
  /** Where its records begin and end in `trace.words`. */
  readonly from: number;
  readonly to: number;
  readonly places: readonly SourcePlace[];
}

const known = new WeakMap<RanWith, Promise<readonly CallPlace[]>>();

/** Where all hostcalls of a run came from, by repeating it once; nothing where no map tells. */
export function callPlaces(context: Context, ran: RanWith): Promise<readonly CallPlace[]> {
  const places = known.get(ran) ?? findPlaces(context, ran);
  known.set(ran, places);
  return places;
}

/** The place that wrote a record, when all places of the run have been asked for. */
export async function knownPlace(ran: RanWith, at: number): Promise<SourcePlace | undefined> {
  const calls = (await known.get(ran)) ?? [];
  // Of calls inside one another the innermost ended first.
  return calls.find(({ from, to }) => from <= at && at < to)?.places[0];
}

async function findPlaces({ services }: Context, ran: RanWith): Promise<readonly CallPlace[]> {
  const answer = await services.runner.callSites(ran.input);
  if ('kind' in answer) return [];
  const places = await Promise.all(answer.sites.map((site) => ownPlaces(site, ran)));
  return answer.calls.flatMap(([from, to, site]) => {
    const name = answer.sites[site]?.name;
    return name === undefined ? [] : [{ name, from, to, places: places[site] ?? [] }];
  });
}

async function ownPlaces({ wasm, frames }: CallSite, ran: RanWith): Promise<readonly SourcePlace[]> {
  const sources = await withSources(frames, ran.built.get(wasm));
  return sources.flatMap(({ source }) => (source?.isOwn === true ? [source] : []));
}
