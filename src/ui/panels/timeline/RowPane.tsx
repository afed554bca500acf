import { ExternalLink } from 'lucide-react';
import {
  CALLBACKS,
  type CallbackInfo,
  HOSTCALLS,
  hostcallSpec,
  isOutput,
  type TraceRecord,
  type TraceValue,
} from '../../../model/index.ts';
import type { RunResult } from '../../../state/index.ts';
import { tellWarning } from '../../failures.ts';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { tellRefusal } from '../../refusals.ts';
import { recordAt } from './row-text.ts';
import { Section } from './Section.tsx';
import { words } from './timeline.words.ts';
import type { Timeline } from './use-timeline.ts';
import { BytesView, Pairs, ValueView } from './ValueView.tsx';

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
    <section className="side-pane row-pane" aria-label={words.row}>
      <h3 className="side-title">
        {text === undefined ? words.row : text.name}
        {text !== undefined && text.status !== '' && (
          <span className="row-status" data-tone={text.tone}>
            {text.status}
          </span>
        )}
      </h3>
      <div className="side-content scrolls">
        {record === undefined || text === undefined ? (
          <p className="faint">{text === undefined ? words.noRow : text.details}</p>
        ) : (
          <>
            <Explained timeline={timeline} row={row} />
            <Facts key={record.at} record={record} second={second} details={text.details} />
            <FieldSays record={record} />
          </>
        )}
      </div>
    </section>
  );
}

/** Why it was refused, and what would hurt in a real Envoy. */
function Explained({ timeline: { report, rows }, row }: { timeline: Timeline; row: number }) {
  const isHere = ({ at }: { at: number }) => at >= 0 && rows.rowAt(at) === row;
  return (
    <>
      {report.refusals.filter(isHere).map((refusal, i) => (
        <ToldNote key={`refusal ${i}`} told={tellRefusal(refusal)} tone="changed" />
      ))}
      {report.warnings.filter(isHere).map((warning, i) => (
        <ToldNote key={`warning ${i}`} told={tellWarning(warning)} tone="changed" />
      ))}
    </>
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
      <dl className="values">
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
  const facts = factsOf(record);
  if (facts === undefined) return null;
  const { signature, versions, spec } = facts;
  return (
    <Section title={words.fieldSays}>
      <code className="signature">{signature}</code>
      <p className="field-facts">
        <span>{words.versions(versions.join(', '))}</span>
        <a href={spec} target="_blank" rel="noreferrer" title={words.specHint}>
          {words.spec} <ExternalLink aria-hidden />
        </a>
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
    return { signature, versions: info.versions, spec: hostcallSpec(info) };
  }
  if (record.kind !== 'call') return undefined;
  const info = callbackOf(record.callback);
  if (info === undefined) return undefined;
  const signature = `${info.name}(${info.params.map(({ name }) => name).join(', ')})${info.result === 'void' ? '' : ` → ${info.result}`}`;
  const version = info.versions.at(-1) ?? '0.2.1';
  return { signature, versions: info.versions, spec: `${SPEC}/v${version}#${info.name}` };
}

const SPEC = 'https://github.com/proxy-wasm/spec/tree/main/abi-versions';
