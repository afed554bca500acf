import { Plus, X } from 'lucide-react';
import { type GrpcMessage, type GrpcReply, latin1OfHex } from '../../../model/index.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { words } from './settings.words.ts';

interface GrpcFieldsProps {
  readonly grpc: GrpcReply;
  readonly isHttp2: boolean | undefined;
  readonly onChange: (grpc: GrpcReply) => void;
}

/** Statuses of gRPC by their numbers. */
const STATUSES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

const MOST_MESSAGES = 200;
const isWrong = ({ as, data }: GrpcMessage) => as === 'hex' && latin1OfHex(data) === undefined;

/** What a gRPC service answers: how the call comes out, and its messages. */
export function GrpcFields({ grpc, isHttp2, onChange }: GrpcFieldsProps) {
  const { status, message, messages } = grpc;
  const set = (parts: Partial<GrpcReply>) => onChange({ ...grpc, ...parts });
  return (
    <>
      {isHttp2 === false && (
        <p className="settings-fault" data-tone="changed">
          {words.needsHttp2}
        </p>
      )}
      <div className="settings-pair">
        <Field label={words.grpcStatus}>
          <select className="input" value={status} onChange={(event) => set({ status: Number(event.target.value) })}>
            {STATUSES.map((name, number) => (
              <option key={name} value={number}>
                {number} {name}
              </option>
            ))}
            {STATUSES[status] === undefined && <option value={status}>{status}</option>}
          </select>
        </Field>
        <Field label={words.grpcMessage}>
          <input
            className="input"
            value={message}
            spellCheck={false}
            onChange={(event) => set({ message: event.target.value })}
          />
        </Field>
      </div>
      <fieldset className="grpc-messages">
        <legend>{words.grpcMessages}</legend>
        {messages.length === 0 && <p className="settings-help">{words.grpcNoMessages}</p>}
        {messages.map((one, at) => (
          // A message keeps its place while it is edited.
          <div key={at} className="grpc-message">
            <textarea
              className="input mono"
              aria-label={words.grpcMessageOf(at + 1)}
              aria-invalid={isWrong(one) || undefined}
              rows={Math.min(10, Math.max(1, one.data.split('\n').length))}
              value={one.data}
              spellCheck={false}
              onChange={(event) => set({ messages: messages.with(at, { ...one, data: event.target.value }) })}
            />
            <select
              className="input"
              aria-label={words.grpcKind(at + 1)}
              value={one.as}
              onChange={(event) =>
                set({ messages: messages.with(at, { ...one, as: event.target.value === 'hex' ? 'hex' : 'text' }) })
              }
            >
              <option value="text">{words.grpcKinds.text}</option>
              <option value="hex">{words.grpcKinds.hex}</option>
            </select>
            <IconButton
              small
              name={words.removeMessage(at + 1)}
              icon={<X />}
              onClick={() => set({ messages: messages.toSpliced(at, 1) })}
            />
            {isWrong(one) && (
              <p className="settings-fault" data-tone="changed">
                {words.badHex(at + 1)}
              </p>
            )}
          </div>
        ))}
        {messages.length < MOST_MESSAGES && (
          <Button small className="add-row" onClick={() => set({ messages: [...messages, { as: 'text', data: '' }] })}>
            <Plus aria-hidden />
            {words.addMessage}
          </Button>
        )}
        {messages.length > 0 && <p className="settings-help">{words.unframed}</p>}
      </fieldset>
    </>
  );
}
