import { Status } from '../host/index.ts';
import { latin1OfBytes, NO_BYTES } from '../model/index.ts';
import type { Context } from './context.ts';
import { argumentsOf } from './foreign-arguments.ts';
import { declareProperty } from './properties.ts';
import { ENVOY_STATES, STATE_TYPES } from './properties-filter-state.ts';

/** declare_property: {1 name, 2 readonly, 3 type, 4 schema, 5 span}; the span makes no difference to one stream. */
export function declareOwnProperty(context: Context, argument: Uint8Array): Uint8Array | Status {
  const given = argumentsOf(argument, [1]);
  if (given === undefined) return Status.BadArgument;
  const type = STATE_TYPES[given.number(3)] ?? 'bytes';
  const declaring = context.vm.running ?? context;
  const status = declareProperty(declaring, latin1OfBytes(given.bytes(1)), {
    type,
    isReadOnly: given.number(2) !== 0,
  });
  return status === Status.Ok ? NO_BYTES : status;
}

/** set_envoy_filter_state: {1 path, 2 value, 3 span}, for the names that Envoy has a type for. */
export function setEnvoyFilterState(context: Context, argument: Uint8Array): Uint8Array | Status {
  const given = argumentsOf(argument, [1, 2]);
  if (given === undefined) return Status.BadArgument;
  const path = latin1OfBytes(given.bytes(1));
  const parse = ENVOY_STATES.get(path);
  if (parse === undefined) return Status.NotFound;
  const state = parse(latin1OfBytes(given.bytes(2)));
  if (state === undefined) return Status.BadArgument;
  const { stream } = context;
  if (stream === undefined || context.isLogging) return Status.NotFound;
  if (stream.protocol === undefined && path.startsWith('envoy.tcp_proxy.')) {
    context.notSimulated(`set_envoy_filter_state ${path}`);
    return Status.Unimplemented;
  }
  stream.filterState.set(path, state);
  return NO_BYTES;
}
