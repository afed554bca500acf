import type { Upstream } from '../../../model/index.ts';
import { Field } from '../../parts/Field.tsx';
import { AnswerBody } from './AnswerBody.tsx';
import { HeaderGrid } from './HeaderGrid.tsx';
import { tabWords as words } from './tabs.words.ts';

interface UpstreamEditorProps {
  readonly upstream: Upstream;
  readonly onChange: (upstream: Upstream) => void;
}

const firstAnswer: Upstream = {
  kind: 'fixed',
  status: 200,
  headers: [{ enabled: true, name: 'content-type', value: 'text/plain' }],
  body: 'ok\n',
  isBytes: false,
};

export function UpstreamEditor({ upstream, onChange }: UpstreamEditorProps) {
  return (
    <div className="upstream-editor">
      <fieldset>
        <legend>{words.answersWith}</legend>
        <label>
          <input
            type="radio"
            className="check"
            name="upstream"
            checked={upstream.kind === 'reflect'}
            onChange={() => onChange({ kind: 'reflect' })}
          />
          <span>
            {words.reflect}
            <small>{words.reflectHint}</small>
          </span>
        </label>
        <label>
          <input
            type="radio"
            className="check"
            name="upstream"
            checked={upstream.kind === 'fixed'}
            onChange={() => onChange(firstAnswer)}
          />
          <span>{words.fixed}</span>
        </label>
      </fieldset>
      {upstream.kind === 'fixed' && <FixedAnswer answer={upstream} onChange={onChange} />}
    </div>
  );
}

type Fixed = Extract<Upstream, { kind: 'fixed' }>;

function FixedAnswer({ answer, onChange }: { answer: Fixed; onChange: (upstream: Upstream) => void }) {
  const { status, headers, body, isBytes } = answer;
  const setStatus = (value: number) => {
    if (Number.isInteger(value) && value >= 0 && value <= 999) onChange({ ...answer, status: value });
  };
  return (
    <div className="fixed-answer">
      <Field label={words.status}>
        <input
          className="input mono status-field"
          type="number"
          min={200}
          max={599}
          value={status}
          onChange={(event) => setStatus(event.target.valueAsNumber)}
        />
      </Field>
      <HeaderGrid
        name={words.answerHeaders}
        rows={headers}
        onSet={(index, row) => onChange({ ...answer, headers: headers.with(index, row) })}
        onAdd={(row) => onChange({ ...answer, headers: [...headers, row] })}
        onRemove={(index) => onChange({ ...answer, headers: headers.toSpliced(index, 1) })}
      />
      <AnswerBody
        label={words.answerBody}
        body={body}
        isBytes={isBytes}
        onChange={(next) => onChange({ ...answer, ...next })}
      />
    </div>
  );
}
