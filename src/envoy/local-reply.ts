import { bytesOfLatin1, latin1OfBytes, NO_BYTES, type HeaderBytes, sameBytes } from '../model/index.ts';
import { HeaderMap, lowerName } from './header-map.ts';
import type { LocalReplyRewriter } from './local-reply-config.ts';
import { ascii, decimal, Name } from './names.ts';

/** A reply that no upstream gave. */
export interface Reply {
  readonly code: number;
  readonly details: string;
  readonly body: Uint8Array;
  readonly headers: HeaderBytes;
  /** 0 to 16; undefined where none was set. */
  readonly grpcStatus: number | undefined;
}

export function envoyReply(code: number, body: string, details: string): Reply {
  return { code, details, body: body === '' ? NO_BYTES : bytesOfLatin1(body), headers: [], grpcStatus: undefined };
}

/** Filters took the status away. */
export function missingStatus(): Reply {
  const details = 'filter_removed_required_response_headers{missing_required_header:_:status}';
  return envoyReply(502, 'missing required header: :status', details);
}

/** The response a local reply becomes: headers as the filters see them, and the body (abi: 5.5). */
export function responseOf(
  reply: Reply,
  isGrpc: boolean,
  rewrite: LocalReplyRewriter,
): { headers: HeaderMap; body: Uint8Array } {
  const headers = new HeaderMap();
  // Envoy keeps the code in 16 bits.
  const { code, body, contentType, headers: added } = rewrite(reply.code & 0xffff, reply.body);
  headers.add(Name.status.bytes, decimal(isGrpc ? 200 : code));
  for (let i = 0; i + 1 < reply.headers.length; i += 2) {
    const name = lowerName(reply.headers[i] ?? NO_BYTES);
    if (!sameBytes(name, Name.status.bytes)) headers.add(name, reply.headers[i + 1] ?? NO_BYTES);
  }
  for (const [name, value] of added) headers.add(lowerName(bytesOfLatin1(name)), bytesOfLatin1(value));
  if (isGrpc) {
    headers.set(Name.contentType, ascii('application/grpc'));
    if (headers.get(Name.grpcStatus) === undefined)
      headers.set(Name.grpcStatus, decimal(reply.grpcStatus ?? grpcStatusOf(code)));
    if (body.length > 0) headers.set(Name.grpcMessage, percentEncoded(body));
    return { headers, body: NO_BYTES };
  }
  if (body.length > 0) {
    headers.set(Name.contentLength, decimal(body.length));
    if (contentType !== undefined) headers.set(Name.contentType, ascii(contentType));
    else if (headers.get(Name.contentType) === undefined) headers.set(Name.contentType, ascii('text/plain'));
  } else {
    headers.remove(Name.contentLength);
    headers.remove(Name.contentType);
  }
  return { headers, body };
}

/** Details as the access log shows them: blanks become underscores. */
export function detailsOf(text: string): string {
  return text.replace(/[\s\0]/g, '_');
}

/** The gRPC status that an HTTP status stands for. */
export function grpcStatusOf(code: number): number {
  switch (code) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}

/** gRPC's percent encoding: printable ASCII but for `%`. */
function percentEncoded(bytes: Uint8Array): Uint8Array {
  const text = latin1OfBytes(bytes).replace(
    /[^ -$&-~]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return bytesOfLatin1(text);
}
