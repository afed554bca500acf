import { Field } from '../../parts/Field.tsx';
import { tabWords as words } from './tabs.words.ts';

const MOST_MS = 86_400_000;

interface WaitFieldProps {
  readonly waitMs: number;
  /** Time since the request before it was sent, answered or not. */
  readonly isSinceBefore?: boolean;
  readonly onChange: (waitMs: number) => void;
}

/** How long the proxy is left alone before something is sent. */
export function WaitField({ waitMs, isSinceBefore = false, onChange }: WaitFieldProps) {
  const set = (value: number) => {
    const ms = Number.isFinite(value) ? Math.round(value) : 0;
    if (ms >= 0 && ms <= MOST_MS) onChange(ms);
  };
  return (
    <>
      <Field label={isSinceBefore ? words.since : words.wait}>
        <span className="with-unit">
          <input
            className="input mono"
            type="number"
            min={0}
            max={MOST_MS}
            step={100}
            value={waitMs}
            aria-describedby="wait-hint"
            onChange={(event) => set(event.target.valueAsNumber)}
          />
          <span className="soft">{words.waitUnit}</span>
        </span>
      </Field>
      <p className="hint faint" id="wait-hint">
        {isSinceBefore ? words.sinceHint : words.waitHint}
      </p>
    </>
  );
}
