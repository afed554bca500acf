import { durationOfMs, FALSE, int, string, uint, type CelValue } from './cel/value.ts';
import type { AttributeTable } from './properties-attributes.ts';
import { messageOf } from './properties-messages.ts';
import type { StreamInfo } from './stream-info.ts';

/** connection.*, of a connection without TLS: what needs a certificate is not there. */
export const CONNECTION: AttributeTable<StreamInfo> = {
  id: (info) => uint(info.connectionId),
  mtls: () => FALSE,
  requested_server_name: () => string(''),
};

/** source.* and destination.* */
export const PEER: AttributeTable<string> = {
  address: (address) => string(address),
  port: (address) => portOf(address),
};

/** upstream.*: most of it once an endpoint was chosen, our own address when the connection stands. */
export const UPSTREAM: AttributeTable<StreamInfo> = {
  address: ({ upstreamAddress }) => (upstreamAddress === undefined ? undefined : string(upstreamAddress)),
  port: ({ upstreamAddress }) => (upstreamAddress === undefined ? undefined : portOf(upstreamAddress)),
  local_address: ({ upstreamLocalAddress: local }) => (local === undefined ? undefined : string(local)),
  locality: ({ upstreamAddress, site }) =>
    upstreamAddress === undefined ? undefined : messageOf('Locality', site.endpoint.locality),
  transport_failure_reason: ({ upstreamAddress, upstreamFailure }) =>
    upstreamAddress === undefined ? undefined : string(upstreamFailure),
  cx_pool_ready_duration: ({ upstreamLocalAddress, upstreamFailure }) =>
    upstreamLocalAddress === undefined && upstreamFailure === '' ? undefined : durationOfMs(0),
  request_attempt_count: ({ attempts }) => uint(attempts),
  num_endpoints: (info) => (info.clusterName === undefined ? undefined : uint(1)),
};

function portOf(address: string): CelValue {
  return int(Number(address.slice(address.lastIndexOf(':') + 1)) || 0);
}
