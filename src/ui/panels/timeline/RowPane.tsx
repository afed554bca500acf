import { BookOpen } from 'lucide-react';
import {
  CALLBACKS,
  type CallbackInfo,
  HOSTCALLS,
  isOutput,
  type TraceRecord,
  type TraceValue,
} from '../../../model/index.ts';
import type { RunResult } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { ExplanationAt } from '../explain/Explanation.tsx';
import { BytesView } from '../inside/BytesView.tsx';
import { CloserLook } from './CloserLook.tsx';
import { recordAt } from './row-text.ts';
import { Section } from './Section.tsx';
import { words } from './timeline.words.ts';
import type { Timeline } from './use-timeline.ts';
import { Pairs, ValueView } from './ValueView.tsx';

interface RowPaneProps {
  readonly result: RunResult;
  readonly timeline: Timeline;
  readonly cursor: number | undefined;
  readonly row: number;
}

/** Everything that is known of the cursor's row. */
export function RowPane({ result: { report }, timeline, row }: RowPaneProps) {
  const { rows, textOf } = timeline;
  const record = row < 0 ? undefined : recordAt(report, rows.at[row] ?? -1);
  const second = row < 0 ? undefined : recordAt(report, rows.second[row] ?? -1);
  const text = row < 0 ? undefined : textOf(row);
  return (
    <section className="tl-side-pane tl-row-pane" aria-label={words.row}>
      <h3 className="tl-side-title">
        {text === undefined ? words.row : text.name}
        {text !== undefined && <span className="faint">{words.step(row + 1)}</span>}
        {text !== undefined && text.status !== '' && (
          <span className="tl-row-status" data-tone={text.tone}>
            {text.status}
          </span>
        )}
      </h3>
      <div className="tl-side-content scrolls">
        {record === undefined || text === undefined ? (
          <p className="faint">{text === undefined ? words.noRow : text.details}</p>
        ) : (
          <>
            <ExplanationAt at={record.kind === 'call' ? (second?.at ?? -1) : record.at} />
            <Facts key={record.at} record={record} second={second} details={text.details} />
            <FieldSays record={record} />
            {record.kind === 'hostcall' && <CloserLook key={`look ${record.at}`} at={record.at} />}
          </>
        )}
      </div>
    </section>
  );
}

interface FactsProps {
  readonly record: TraceRecord;
  readonly second: TraceRecord | undefined;
  readonly details: string;
}

function Facts({ record, second, details }: FactsProps) {
  switch (record.kind) {
    case 'hostcall':
      return (
        <>
          <p className="faint">{words.context(record.vm, record.context)}</p>
          <Values title={words.inputs} values={record.inputs} />
          <Values title={words.outputs} values={record.outputs} />
        </>
      );
    case 'call': {
      const params = paramsOf(record.callback);
      const values = record.args.map((value, i): TraceValue => {
        const param = params[i];
        return { kind: 'number', name: param?.name ?? String(i), value, word: param?.words?.[value] };
      });
      const returned = second?.kind === 'ret' && !second.trapped && !second.isVoid ? second : undefined;
      return (
        <>
          <p className="faint">{words.context(record.vm, record.context)}</p>
          <Values title={words.inputs} values={values} />
          {returned && (
            <Section title={words.returned}>
              <code>{`${returned.resultText} (${returned.result})`}</code>
            </Section>
          )}
        </>
      );
    }
    case 'log':
    case 'host':
      return <BytesView bytes={record.message} />;
    case 'exchange':
      if (record.event === 'trailers') return <Pairs bytes={record.bytes} />;
      return record.event === 'data' ? <BytesView bytes={record.bytes} /> : <p>{details}</p>;
    case 'mark':
    case 'ret':
    case 'time':
      return <p>{details}</p>;
  }
}

function Values({ title, values }: { title: string; values: readonly TraceValue[] }) {
  if (values.length === 0) return null;
  return (
    <Section title={title}>
      <dl className="tl-values">
        {values.map((value, index) => (
          <div key={index}>
            <dt className="mono">{value.name}</dt>
            <dd>
              <ValueView value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const callbackOf = (name: string): CallbackInfo | undefined => CALLBACKS.find((one) => one.name === name);
const paramsOf = (name: string): CallbackInfo['params'] => callbackOf(name)?.params ?? [];

/** The function as the ABI has it. */
function FieldSays({ record }: { record: TraceRecord }) {
  const commands = useCommands();
  const facts = factsOf(record);
  if (facts === undefined) return null;
  const { signature, versions, name } = facts;
  return (
    <Section title={words.fieldSays}>
      <code className="tl-signature">{signature}</code>
      <p className="tl-field-facts">
        <span>{words.versions(versions.join(', '))}</span>
        <Button small look="quiet" onClick={() => commands.setView({ dialog: 'reference', reference: name })}>
          <BookOpen aria-hidden /> {words.spec}
        </Button>
      </p>
    </Section>
  );
}

function factsOf(record: TraceRecord) {
  if (record.kind === 'hostcall') {
    const info = HOSTCALLS[record.index];
    if (info === undefined) return undefined;
    const takes = info.params.filter((param) => !isOutput(param)).map(({ name }) => name);
    const gives = info.params.filter(isOutput).map(({ name }) => name);
    const result = info.result === 'void' ? [] : [info.result];
    const back = [...result, ...gives].join(', ');
    const signature = `${info.name}(${takes.join(', ')})${back === '' ? '' : ` → ${back}`}`;
    return { signature, versions: info.versions, name: info.name };
  }
  if (record.kind !== 'call') return undefined;
  const info = callbackOf(record.callback);
  if (info === undefined) return undefined;
  const signature = `${info.name}(${info.params.map(({ name }) => name).join(', ')})${info.result === 'void' ? '' : ` → ${info.result}`}`;
  return { signature, versions: info.versions, name: info.name };
}
