import { Field } from '../../parts/Field.tsx';
import type { TabProps } from './BodyTab.tsx';
import { WaitField } from './WaitField.tsx';
import { words } from './request.words.ts';

/** How the request is sent: over which version, and after how long. */
export function OptionsTab({ request: { http, waitMs }, onChange }: TabProps) {
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
      <WaitField waitMs={waitMs} onChange={(to) => onChange({ waitMs: to })} />
    </div>
  );
}
