import { WandSparkles } from 'lucide-react';
import type { NamedRequest } from '../../../model/index.ts';
import type { RequestFields } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import { layJson } from '../../parts/lay-json.ts';
import { asKind, type BodyKind, bodyKindOf, bodyKinds, jsonProblem, textOfBody } from './body-kind.ts';
import { BodyEditor } from './BodyEditor.tsx';
import { BytesText, BytesTools } from './BytesParts.tsx';
import { emptyPair, LineGrid } from './LineGrid.tsx';
import { bodyOfFields, fieldsOf } from './query.ts';
import { tabWords as words } from './tabs.words.ts';
import { useBytesDraft } from './use-bytes-draft.ts';
import '../../parts/choice.css';

export interface TabProps {
  readonly request: NamedRequest;
  readonly onChange: (fields: RequestFields) => void;
}

export function BodyTab({ request, onChange }: TabProps) {
  const kind = bodyKindOf(request);
  const { body } = request;
  const text = textOfBody(request);
  const problem = kind === 'json' && body !== '' ? jsonProblem(body) : undefined;
  const draft = useBytesDraft(request, (bytes) => onChange({ body: bytes, splits: [] }));
  return (
    <div className="body-tab">
      <div className="view-tools body-kinds">
        <div className="choice" role="radiogroup" aria-label={words.bodyKind}>
          {bodyKinds.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="body-kind"
                checked={one === kind}
                disabled={text === undefined && one !== 'none' && one !== 'bytes'}
                onChange={() => onChange(asKind(request, one))}
              />
              {words.bodyKinds[one]}
            </label>
          ))}
        </div>
        {text === undefined && <span className="faint">{words.noText}</span>}
        {kind === 'bytes' && (
          <BytesTools
            draft={draft}
            count={body.length}
            onWhole={request.splits.length > 0 ? () => onChange({ splits: [] }) : undefined}
          />
        )}
        {kind === 'json' && body !== '' && (
          <>
            <Button
              small
              look="quiet"
              disabled={problem !== undefined}
              onClick={() => onChange({ body: layJson(body), splits: [] })}
            >
              <WandSparkles aria-hidden />
              {words.format}
            </Button>
            <output className={problem === undefined ? 'soft' : 'problem'}>
              {problem === undefined ? words.jsonValid : words.jsonWrong(problem)}
            </output>
          </>
        )}
      </div>
      {kind === 'bytes' ? <BytesText draft={draft} /> : <Editor kind={kind} request={request} onChange={onChange} />}
    </div>
  );
}

function Editor({ kind, request, onChange }: TabProps & { kind: BodyKind }) {
  // What is cut into pieces is text, whatever it is called.
  if (kind !== 'form' || request.splits.length > 0) return <BodyEditor request={request} onChange={onChange} />;
  const fields = fieldsOf(request.body);
  const set = (next: Parameters<typeof bodyOfFields>[0]) => onChange({ body: bodyOfFields(next), splits: [] });
  return (
    <LineGrid
      name={words.form}
      className="pair-grid"
      rows={fields}
      empty={emptyPair}
      removeName={words.removeParameter}
      onPut={(index, pair) =>
        set(index < fields.length ? fields.map((one, i) => (i === index ? pair : one)) : [...fields, pair])
      }
      onRemove={(index) => set(fields.toSpliced(index, 1))}
    />
  );
}
