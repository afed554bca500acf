import { latin1OfBytes, latin1OfText } from './bytes.ts';
import type { RequestSpec, TcpStep } from './scenario.ts';

/** What is said over one TCP connection through the network filters: by the client, and by the service behind them. */
export interface TcpTalk {
  readonly client: readonly TcpAct[];
  /** null: nobody listens. */
  readonly upstream: readonly TcpAct[] | null;
}

/** One thing that either end does, in its turn. */
export type TcpAct =
  /** Text with escapes (`\r \n \t \0 \\ \xNN`), or hexadecimal digits in pairs. */
  | { readonly kind: 'send'; readonly as: 'text' | 'hex'; readonly data: string }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Until so many bytes have come in all. */
  | { readonly kind: 'receive'; readonly bytes: number }
  /** Until the other side has said its last. */
  | { readonly kind: 'end' }
  | { readonly kind: 'half-close' }
  | { readonly kind: 'close' }
  | { readonly kind: 'reset' };

/** What a connection is to begin with: a question and its answer. */
export const newTcpTalk: TcpTalk = {
  client: [{ kind: 'send', as: 'text', data: 'ping\\n' }, { kind: 'receive', bytes: 5 }, { kind: 'close' }],
  upstream: [
    { kind: 'receive', bytes: 5 },
    { kind: 'send', as: 'text', data: 'pong\\n' },
  ],
};

/** The steps of both ends for a scenario. What cannot be read as hexadecimal digits is not sent. */
export function specOfTalk({ client, upstream }: TcpTalk): RequestSpec {
  return { tcp: client.flatMap(stepsOf), tcp_upstream: upstream === null ? 'refuse' : upstream.flatMap(stepsOf) };
}

function stepsOf(act: TcpAct): TcpStep[] {
  switch (act.kind) {
    case 'send': {
      const send = act.as === 'hex' ? latin1OfHex(act.data) : latin1OfEscaped(act.data);
      return send === undefined || send === '' ? [] : [{ send }];
    }
    case 'wait':
      return [{ wait_ms: act.ms }];
    case 'receive':
      return [{ wait_bytes: act.bytes }];
    case 'end':
      return [{ wait_end: true }];
    case 'half-close':
      return [{ half_close: true }];
    case 'close':
      return [{ close: true }];
    case 'reset':
      return [{ reset: true }];
  }
}

/** The byte string of hexadecimal digits in pairs, with blanks between them or none; undefined when they are not that. */
export function latin1OfHex(digits: string): string | undefined {
  const close = digits.replaceAll(/\s+/g, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(close)) return undefined;
  return latin1OfBytes(Uint8Array.from(close.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };

/** The byte string of a text with escapes. A backslash before anything else stands for itself. */
function latin1OfEscaped(text: string): string {
  return text
    .split(/(\\(?:x[0-9a-fA-F]{2}|[rnt0\\]))/)
    .map((part, i) => {
      if (i % 2 === 0) return latin1OfText(part);
      return part[1] === 'x'
        ? String.fromCharCode(Number.parseInt(part.slice(2), 16))
        : (ESCAPES[part[1] ?? ''] ?? part);
    })
    .join('');
}
