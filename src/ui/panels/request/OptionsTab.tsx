import { isOverlapping } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Field } from '../../parts/Field.tsx';
import { Switch } from '../../parts/Switch.tsx';
import type { TabProps } from './BodyTab.tsx';
import { WaitField } from './WaitField.tsx';
import { tabWords as words } from './tabs.words.ts';

/** How the request is sent: over which version, and after how long. */
export function OptionsTab({ request, onChange }: TabProps) {
  const { http, waitMs, overlaps } = request;
  const commands = useCommands();
  const { isSequence, workers, inTurn, before } = useSelected(({ project: { current } }) => ({
    isSequence: current.isSequence,
    workers: current.workers,
    inTurn: current.inTurn,
    before: current.requests[current.requests.findIndex(({ id }) => id === request.id) - 1],
  }));
  const mayOverlap = isSequence && isOverlapping(before, { ...request, overlaps: true });
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
      {mayOverlap && (
        <>
          <div className="field">
            <span>{words.overlaps}</span>
            <Switch name={words.overlaps} isOn={overlaps} onChange={() => onChange({ overlaps: !overlaps })} />
          </div>
          <p className="hint faint">{words.overlapsHint}</p>
        </>
      )}
      <WaitField waitMs={waitMs} isSinceBefore={mayOverlap && overlaps} onChange={(to) => onChange({ waitMs: to })} />
      {isSequence && workers > 1 && (
        <>
          <div className="field">
            <span>{words.inTurn}</span>
            <Switch name={words.inTurn} isOn={inTurn} onChange={() => commands.setWorkers(workers, !inTurn)} />
          </div>
          <p className="hint faint">{words.inTurnHint(workers)}</p>
        </>
      )}
    </div>
  );
}
