import { latin1OfText } from './bytes.ts';
import { latin1OfHex, type TcpAct } from './tcp-talk.ts';

/** What a gRPC service answers: messages, and how the call came out. */
export interface GrpcReply {
  /** 0: OK. */
  readonly status: number;
  readonly message: string;
  readonly messages: readonly GrpcMessage[];
}

/** Its bytes: text as it stands, or hexadecimal digits in pairs. */
export type GrpcMessage = Omit<Extract<TcpAct, { kind: 'send' }>, 'kind'>;

export const newGrpcReply: GrpcReply = { status: 0, message: '', messages: [{ as: 'text', data: 'hello' }] };

/** How the call came out, as it stands in the trailers, or in the headers of an answer without messages. */
export function grpcOutcome({ status, message }: GrpcReply): readonly (readonly [name: string, value: string])[] {
  const encoded = latin1OfText(message).replace(
    /[^ -$&-~]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return [['grpc-status', String(status)], ...(message === '' ? [] : ([['grpc-message', encoded]] as const))];
}

/** Each message as it travels: a flag, four bytes of length, its bytes. What is no hexadecimal digits is left out. */
export function grpcFrames({ messages }: GrpcReply): readonly string[] {
  return messages.flatMap(({ as, data }) => {
    const bytes = as === 'hex' ? latin1OfHex(data) : latin1OfText(data);
    if (bytes === undefined) return [];
    const size = [24, 16, 8, 0].map((shift) => String.fromCharCode((bytes.length >>> shift) & 0xff));
    return [`\0${size.join('')}${bytes}`];
  });
}
