import { ArrowUp, Plus, X } from 'lucide-react';
import { latin1OfHex, type TcpAct } from '../../../model/index.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { tcpWords as words } from './tcp.words.ts';

interface TcpStepsProps {
  readonly end: 'client' | 'upstream';
  readonly acts: readonly TcpAct[];
  readonly onChange: (acts: readonly TcpAct[]) => void;
}

const choices = ['text', 'hex', 'receive', 'wait', 'end', 'half-close', 'close', 'reset'] as const;
type Choice = (typeof choices)[number];

const MOST_STEPS = 200;
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_MS = 600_000;

const choiceOf = (act: TcpAct): Choice => (act.kind === 'send' ? act.as : act.kind);

/** What was typed stays when only the way to read it is another. */
function chosen(choice: Choice, before?: TcpAct): TcpAct {
  switch (choice) {
    case 'text':
    case 'hex':
      return { kind: 'send', as: choice, data: before?.kind === 'send' ? before.data : '' };
    case 'receive':
      return { kind: choice, bytes: 1 };
    case 'wait':
      return { kind: choice, ms: 100 };
    case 'end':
    case 'half-close':
    case 'close':
    case 'reset':
      return { kind: choice };
  }
}

/** What one end does, in order. */
export function TcpSteps({ end, acts, onChange }: TcpStepsProps) {
  const move = (from: number, to: number) => {
    const act = acts[from];
    if (act) onChange(acts.toSpliced(from, 1).toSpliced(to, 0, act));
  };
  const wrong = acts.flatMap((act, at) =>
    act.kind === 'send' && act.as === 'hex' && latin1OfHex(act.data) === undefined ? [at + 1] : [],
  );
  return (
    <>
      {acts.length === 0 && <p className="hint soft">{words.none[end]}</p>}
      <ol className="tcp-steps">
        {acts.map((act, at) => (
          // A step keeps its place while it is edited: the place is its identity.
          <li key={at} className="tcp-step">
            <span className="faint" aria-hidden>
              {at + 1}
            </span>
            <select
              className="input"
              aria-label={words.kindOf(words[end], at + 1)}
              value={choiceOf(act)}
              onChange={(event) => {
                const choice = choices.find((one) => one === event.target.value);
                if (choice) onChange(acts.with(at, chosen(choice, act)));
              }}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {words.kinds[choice]}
                </option>
              ))}
            </select>
            <StepFields act={act} number={at + 1} onChange={(next) => onChange(acts.with(at, next))} />
            <span className="tcp-step-tools">
              {at > 0 && (
                <IconButton small name={words.up(at + 1)} icon={<ArrowUp />} onClick={() => move(at, at - 1)} />
              )}
              <IconButton
                small
                name={words.remove(at + 1)}
                icon={<X />}
                onClick={() => onChange(acts.toSpliced(at, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
      {wrong.map((number) => (
        <Note key={number} tone="changed">
          {words.badHex(number)}
        </Note>
      ))}
      {acts.length < MOST_STEPS && (
        <Button small onClick={() => onChange([...acts, chosen('text')])}>
          <Plus aria-hidden />
          {words.add}
        </Button>
      )}
      <p className="hint faint">{words.atEnd[end]}</p>
    </>
  );
}

interface StepFieldsProps {
  readonly act: TcpAct;
  readonly number: number;
  readonly onChange: (act: TcpAct) => void;
}

function StepFields({ act, number, onChange }: StepFieldsProps) {
  switch (act.kind) {
    case 'send':
      return (
        <input
          className="input mono"
          aria-label={words.dataOf(number)}
          title={words.data[act.as]}
          placeholder={act.as === 'hex' ? words.hexHint : words.textHint}
          aria-invalid={(act.as === 'hex' && latin1OfHex(act.data) === undefined) || undefined}
          value={act.data}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => onChange({ ...act, data: event.target.value })}
        />
      );
    case 'receive':
      return (
        <Count
          name={words.bytesOf(number)}
          unit={words.bytes}
          value={act.bytes}
          most={MOST_BYTES}
          onChange={(bytes) => onChange({ ...act, bytes })}
        />
      );
    case 'wait':
      return (
        <Count
          name={words.msOf(number)}
          unit={words.ms}
          value={act.ms}
          most={MOST_MS}
          onChange={(ms) => onChange({ ...act, ms })}
        />
      );
    case 'end':
    case 'half-close':
    case 'close':
    case 'reset':
      return null;
  }
}

interface CountProps {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Count({ name, unit, value, most, onChange }: CountProps) {
  const set = (to: number) => {
    if (Number.isInteger(to) && to >= 0 && to <= most) onChange(to);
  };
  return (
    <span className="with-unit">
      <input
        className="input mono"
        type="number"
        min={0}
        max={most}
        aria-label={name}
        value={value}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
      <span className="soft">{unit}</span>
    </span>
  );
}
