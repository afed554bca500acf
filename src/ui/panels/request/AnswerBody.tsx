import { useId } from 'react';
import { type ClusterReply, latin1OfText } from '../../../model/index.ts';
import { Field } from '../../parts/Field.tsx';
import { textOfBody } from './body-kind.ts';
import { BytesText, BytesTools } from './BytesParts.tsx';
import { tabWords as words } from './tabs.words.ts';
import { useBytesDraft } from './use-bytes-draft.ts';
import '../../parts/choice.css';

type Body = Pick<ClusterReply, 'body' | 'isBytes'>;

interface AnswerBodyProps extends Body {
  readonly label: string;
  readonly onChange: (body: Body) => void;
}

/** The body of a written answer: text, or bytes in hexadecimal digits, Base64 or from a file. */
export function AnswerBody({ label, body, isBytes, onChange }: AnswerBodyProps) {
  const id = useId();
  const text = textOfBody({ body, isBytes });
  const draft = useBytesDraft({ id, body, isBytes }, (bytes) => onChange({ body: bytes, isBytes: true }));
  return (
    <section className="answer-body" aria-label={label}>
      <div className="view-tools body-kinds">
        <div className="choice" role="radiogroup" aria-label={words.bodyKind}>
          <label>
            <input
              type="radio"
              name={id}
              checked={!isBytes}
              disabled={text === undefined}
              onChange={() => onChange({ body: text ?? '', isBytes: false })}
            />
            {words.bodyKinds.text}
          </label>
          <label>
            <input
              type="radio"
              name={id}
              checked={isBytes}
              onChange={() => onChange({ body: latin1OfText(body), isBytes: true })}
            />
            {words.bodyKinds.bytes}
          </label>
        </div>
        {text === undefined && <span className="faint">{words.noText}</span>}
        {isBytes && <BytesTools draft={draft} count={body.length} onWhole={undefined} />}
      </div>
      {isBytes ? (
        <BytesText draft={draft} />
      ) : (
        <Field label={label}>
          <textarea
            className="input mono"
            rows={Math.min(10, Math.max(2, body.split('\n').length))}
            value={body}
            spellCheck={false}
            onChange={(event) => onChange({ body: event.target.value, isBytes: false })}
          />
        </Field>
      )}
    </section>
  );
}
