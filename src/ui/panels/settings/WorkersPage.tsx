import { useId } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { Section, Toggle } from './Section.tsx';
import { words } from './settings.words.ts';

const MOST = 16;

/** How many threads serve, and which of them gets the requests. */
export function WorkersPage() {
  const commands = useCommands();
  const count = useId();
  const { workers, inTurn } = useSelected(({ project: { current } }) => ({
    workers: current.workers,
    inTurn: current.inTurn,
  }));
  return (
    <Section title={words.workers} about={words.workersAbout}>
      <div className="field">
        <label htmlFor={count}>{words.workerCount}</label>
        <div className="worker-count">
          <input
            id={count}
            type="range"
            min={1}
            max={MOST}
            value={workers}
            onChange={(event) => commands.setWorkers(event.target.valueAsNumber)}
          />
          <output htmlFor={count}>{workers}</output>
        </div>
      </div>
      <Toggle label={words.inTurn} about={words.inTurnAbout}>
        <Switch name={words.inTurn} isOn={inTurn} onChange={() => commands.setWorkers(workers, !inTurn)} />
      </Toggle>
    </Section>
  );
}
