import { latin1OfBytes } from '../model/index.ts';
import { durationOfMs, int, string, type CelValue } from './cel/value.ts';
import type { HeaderMap } from './header-map.ts';
import { Name } from './names.ts';
import type { AttributeTable, Attributes } from './properties-attributes.ts';
import { headers } from './properties-request.ts';
import type { StreamInfo } from './stream-info.ts';

/** response.* */
export const RESPONSE: AttributeTable<Attributes> = {
  code: ({ info }) => (codeOf(info) === 0 ? undefined : int(codeOf(info))),
  code_details: ({ info }) => (info.details === undefined ? undefined : string(info.details)),
  flags: ({ info }) => int(info.flags.reduce((bits, flag) => bits | flagBit(flag), 0)),
  grpc_status: grpcStatus,
  headers: ({ response }) => headers(response),
  headers_bytes: ({ response }) => int(response?.byteSize ?? 0),
  trailers: ({ trailers }) => headers(trailers),
  size: ({ info }) => int(info.bytesSent),
  total_size: ({ info, response, trailers }) =>
    int(info.bytesSent + (response?.byteSize ?? 0) + (trailers?.byteSize ?? 0)),
  backend_latency: ({ info }) =>
    info.upstreamDoneMs < 0 || info.upstreamSentMs < 0
      ? undefined
      : durationOfMs(info.upstreamDoneMs - info.upstreamSentMs),
};

function codeOf(info: StreamInfo): number {
  const status = info.code === 0 ? info.responseHeaders?.get(Name.status) : undefined;
  return status === undefined ? info.code : Number(latin1OfBytes(status)) || 0;
}

/** gRPC statuses of HTTP statuses; 2 (unknown) for those that are not here. */
const GRPC_OF_HTTP = new Map([
  [400, 13],
  [401, 16],
  [403, 7],
  [404, 12],
  [429, 14],
  [502, 14],
  [503, 14],
  [504, 14],
]);

/** The status of the trailers, else of the headers, else one that stands for the HTTP status. */
function grpcStatus({ info, response, trailers }: Attributes): CelValue | undefined {
  const given = declaredStatus(trailers) ?? declaredStatus(response);
  if (given !== undefined) return int(given);
  const code = codeOf(info);
  return code === 0 ? undefined : int(GRPC_OF_HTTP.get(code) ?? 2);
}

function declaredStatus(map: HeaderMap | undefined): number | undefined {
  const bytes = map?.get(Name.grpcStatus);
  if (bytes === undefined || bytes.length === 0) return undefined;
  const status = Number(latin1OfBytes(bytes));
  return Number.isInteger(status) && status >= 0 && status <= 16 ? status : -1;
}

/** Envoy's response flags, each the bit of its place here. */
const FLAGS =
  'LH UH UT LR UR UF UC UO NR DI FI RL UAEX RLSE DC URX SI IH DPE UMSDR RFCF NFCF DT UPE NC OM DF DO DR UDO'.split(' ');

function flagBit(flag: string): number {
  const place = FLAGS.indexOf(flag);
  return place < 0 ? 0 : 2 ** place;
}
