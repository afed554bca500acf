import { Status } from '../host/index.ts';
import { bytesOfLatin1, type Reading, spanOf, wireOf } from '../model/index.ts';
import type { Context } from './context.ts';
import { readProperty } from './properties.ts';

interface Member {
  asLogger?(): Context | undefined;
}

/** What the first filter could read of the paths that a scenario asks for, now that all is over; without one nothing. */
export function readingsOf(
  paths: readonly string[] | undefined,
  members: readonly (Member | undefined)[],
): { readonly properties?: readonly Reading[] } {
  if (paths === undefined || paths.length === 0) return {};
  const context = members.map((member) => member?.asLogger?.()).find((one) => one !== undefined);
  return { properties: paths.map((path) => ({ path, value: context ? valueOf(context, path) : Status.NotFound })) };
}

function valueOf(context: Context, path: string): Uint8Array | Status {
  const value = readProperty(context, spanOf(bytesOfLatin1(wireOf(path))));
  return typeof value === 'number' ? value : value.slice();
}
