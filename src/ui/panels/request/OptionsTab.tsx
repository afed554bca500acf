import { Field } from '../../parts/Field.tsx';
import type { TabProps } from './BodyTab.tsx';
import { words } from './request.words.ts';

const mostWaitMs = 86_400_000;

/** How the request is sent: over which version, and after how long. */
export function OptionsTab({ request: { http, waitMs }, onChange }: TabProps) {
  const setWait = (value: number) => {
    const ms = Number.isFinite(value) ? Math.round(value) : 0;
    if (ms >= 0 && ms <= mostWaitMs) onChange({ waitMs: ms });
  };
  return (
    <div className="request-options">
      <Field label={words.version}>
        <select
          className="input"
          value={http}
          onChange={(event) => onChange({ http: event.target.value === '2' ? '2' : '1.1' })}
        >
          <option value="1.1">{words.http1}</option>
          <option value="2">{words.http2}</option>
        </select>
      </Field>
      <p className="hint faint">{words.versionHint}</p>
      <Field label={words.wait}>
        <span className="with-unit">
          <input
            className="input mono"
            type="number"
            min={0}
            max={mostWaitMs}
            step={100}
            value={waitMs}
            aria-describedby="wait-hint"
            onChange={(event) => setWait(event.target.valueAsNumber)}
          />
          <span className="soft">{words.waitUnit}</span>
        </span>
      </Field>
      <p className="hint faint" id="wait-hint">
        {words.waitHint}
      </p>
    </div>
  );
}
