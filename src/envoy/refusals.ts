import { envoyReply, type Reply } from './local-reply.ts';

/** What Envoy answers to a request that it lets no filter see. */
export interface Refusal {
  readonly reply: Reply;
  /** The access log's flag. */
  readonly flag?: 'DPE';
  /** Its route has been looked up. */
  readonly isRouted?: true;
}

function byCodec(details: string, code = 400, body = 'Bad Request'): Refusal {
  return { reply: envoyReply(code, body, details), flag: 'DPE' };
}

/** By the HTTP/1 codec: nothing of the request is known behind it. */
export const CodecRefusal = {
  syntax: byCodec('http1.codec_error'),
  characters: byCodec('http1.invalid_characters'),
  target: byCodec('http1.invalid_url'),
  scheme: byCodec('http1.invalid_scheme'),
  connection: byCodec('http1.connection_header_rejected'),
  framing: byCodec('http1.content_length_and_chunked_not_allowed'),
  host: byCodec('http.invalid_authority'),
  coding: byCodec('http1.invalid_transfer_encoding', 501, 'Not Implemented'),
} as const;

/** By the connection manager, which has read the headers. */
export const ManagerRefusal = {
  fragment: { reply: envoyReply(400, '', 'path_normalization_failed') },
  notAbsolute: { reply: envoyReply(404, '', 'absolute_path_rejected') },
  noHost: { reply: envoyReply(400, '', 'missing_host_header') },
  upgrade: { reply: envoyReply(403, '', 'upgrade_failed'), isRouted: true },
  untypedQuery: { reply: envoyReply(400, '', 'query_missing_content_type') },
} as const satisfies Record<string, Refusal>;
