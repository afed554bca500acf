import { latin1OfBytes } from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import { envoyReply, type Reply } from './local-reply.ts';
import { Name } from './names.ts';

/** Why an upstream's side of a stream ended early. */
export type ResetReason = 'refused' | 'termination' | 'protocol' | 'remote-reset' | 'remote-refused';

export function resetText(reason: ResetReason): string {
  switch (reason) {
    case 'refused':
      return 'remote connection failure';
    case 'termination':
      return 'connection termination';
    case 'protocol':
      return 'protocol error';
    case 'remote-reset':
      return 'remote reset';
    case 'remote-refused':
      return 'remote refused stream reset';
  }
}

/** The access log's flag for it. */
export function resetFlag(reason: ResetReason): string {
  switch (reason) {
    case 'refused':
      return 'UF';
    case 'termination':
      return 'UC';
    case 'protocol':
      return 'UPE';
    case 'remote-reset':
    case 'remote-refused':
      return 'UR';
  }
}

/** The status that Envoy answers with when an upstream's stream ended before its headers. */
export function resetStatus(reason: ResetReason): number {
  return reason === 'protocol' ? 502 : 503;
}

/** What Envoy answers for an upstream that nobody listens at. */
export function connectFailure(): Reply {
  return envoyReply(
    503,
    'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure',
    'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
  );
}

/** What Envoy answers when an upstream's stream ended before its headers. */
export function resetReply(reason: ResetReason): Reply {
  const text = resetText(reason);
  const body = `upstream connect error or disconnect/reset before headers. reset reason: ${text}`;
  return envoyReply(resetStatus(reason), body, `upstream_reset_before_response_started{${text.replaceAll(' ', '_')}}`);
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z:]*$/;

const REQUIRED = [Name.method, Name.path];

/** What the codec refuses to send upstream: a header that is missing or malformed. */
export function missingRequestHeader(map: HeaderMap): { body: string; details: string } | undefined {
  for (let i = 0; i < REQUIRED.length; i++) {
    const name = REQUIRED[i] ?? Name.path;
    const value = map.get(name);
    if (value === undefined || value.length === 0) return required(latin1OfBytes(name.bytes));
  }
  if (!map.isOdd) return undefined;
  for (let i = 0; i < map.size; i++) {
    const name = latin1OfBytes(map.nameAt(i));
    const value = latin1OfBytes(map.valueAt(i));
    const isPseudo = name.startsWith(':');
    if (!isPseudo && (!TOKEN.test(name) || name.includes(':'))) return invalid(`invalid header name: ${escaped(name)}`);
    if (/[\0\r\n]/.test(value)) return invalid(`invalid header value for: ${name}`);
  }
  return undefined;
}

/** C's escapes, as Envoy writes names into its answers. */
function escaped(name: string): string {
  return name.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\0', '\\000');
}

function required(name: string): { body: string; details: string } {
  return invalid(`missing required header: ${name}`);
}

function invalid(body: string): { body: string; details: string } {
  return { body, details: `filter_removed_required_request_headers{${body.replace(/\s/g, '_')}}` };
}
