import { ArrowUp, X } from 'lucide-react';
import { type ClusterReply, type HeaderRow, newGrpcReply } from '../../../model/index.ts';
import { IconButton } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { AnswerBody } from '../request/AnswerBody.tsx';
import { HeaderGrid } from '../request/HeaderGrid.tsx';
import { GrpcFields } from './GrpcFields.tsx';
import { NumberField } from './NumberField.tsx';
import { words } from './settings.words.ts';

interface ReplyEditorProps {
  readonly reply: ClusterReply;
  readonly title: string;
  /** It may be for some paths alone. */
  readonly isMatched?: boolean;
  /** Its service speaks HTTP/2, as gRPC does; undefined: nobody knows. */
  readonly isHttp2?: boolean;
  readonly onChange: (reply: ClusterReply) => void;
  readonly onRemove?: () => void;
  readonly onMoveUp?: () => void;
}

const endings: readonly ClusterReply['failure'][] = ['none', 'reset', 'hang', 'partial'];
const MINUTES_MS = 600_000;

/** What a service answers. */
export function ReplyEditor({
  reply,
  title,
  isMatched = false,
  isHttp2,
  onChange,
  onRemove,
  onMoveUp,
}: ReplyEditorProps) {
  const set = (fields: Partial<ClusterReply>) => onChange({ ...reply, ...fields });
  const isWhole = reply.failure === 'none' || reply.failure === 'partial';
  return (
    <section className="reply-card" aria-label={title}>
      <header>
        <span>{title}</span>
        {onMoveUp && <IconButton small name={words.moveUp} icon={<ArrowUp />} onClick={onMoveUp} />}
        {onRemove && <IconButton small name={words.removeReply} icon={<X />} onClick={onRemove} />}
      </header>
      <div className="settings-pair">
        {isWhole && (
          <Field label={words.replyKind}>
            <select
              className="input"
              value={reply.grpc === null ? 'http' : 'grpc'}
              onChange={(event) => set({ grpc: event.target.value === 'grpc' ? newGrpcReply : null })}
            >
              <option value="http">{words.replyKinds.http}</option>
              <option value="grpc">{words.replyKinds.grpc}</option>
            </select>
          </Field>
        )}
        {isWhole && reply.grpc === null && (
          <NumberField
            label={words.status}
            value={reply.status}
            min={100}
            max={999}
            onChange={(status) => set({ status })}
          />
        )}
        <Field label={words.ending}>
          <select
            className="input"
            value={reply.failure}
            onChange={(event) => set({ failure: endings.find((one) => one === event.target.value) ?? 'none' })}
          >
            {endings.map((ending) => (
              <option key={ending} value={ending}>
                {words.endings[ending]}
              </option>
            ))}
          </select>
        </Field>
        {reply.failure !== 'hang' && (
          <NumberField
            label={words.delay}
            value={reply.delayMs}
            max={MINUTES_MS}
            onChange={(delayMs) => set({ delayMs })}
          />
        )}
      </div>
      {isMatched && (
        <Field label={words.prefix}>
          <input
            className="input mono"
            value={reply.prefix}
            placeholder={words.prefixHint}
            spellCheck={false}
            onChange={(event) => set({ prefix: event.target.value })}
          />
        </Field>
      )}
      {isWhole && (
        <>
          {reply.grpc !== null && <GrpcFields grpc={reply.grpc} isHttp2={isHttp2} onChange={(grpc) => set({ grpc })} />}
          <Lines name={words.headers} rows={reply.headers} onChange={(headers) => set({ headers })} />
          {reply.grpc === null && (
            <AnswerBody label={words.body} body={reply.body} isBytes={reply.isBytes} onChange={set} />
          )}
          <Lines name={words.trailers} rows={reply.trailers} onChange={(trailers) => set({ trailers })} />
        </>
      )}
    </section>
  );
}

interface LinesProps {
  readonly name: string;
  readonly rows: readonly HeaderRow[];
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

function Lines({ name, rows, onChange }: LinesProps) {
  return (
    <details open={rows.length > 0 || undefined}>
      <summary>
        {name} {rows.length > 0 && <span className="count">{rows.length}</span>}
      </summary>
      <HeaderGrid
        name={name}
        rows={rows}
        onSet={(index, row) => onChange(rows.with(index, row))}
        onAdd={(row) => onChange([...rows, row])}
        onRemove={(index) => onChange(rows.toSpliced(index, 1))}
      />
    </details>
  );
}
