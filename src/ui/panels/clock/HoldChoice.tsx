import { useCommands, useSelected } from '../../app-context.tsx';
import { words } from './clock.words.ts';

/** Clusters whose requests wait for a person. */
export function HoldChoice() {
  const commands = useCommands();
  const { clusters, holds } = useSelected(({ project, run }) => ({
    clusters: project.current.clusters,
    holds: run.holds,
  }));
  const names = ['upstream', ...clusters.map(({ name }) => name)];
  const toggle = (name: string) =>
    void commands.holdCalls(holds.includes(name) ? holds.filter((one) => one !== name) : [...holds, name]);
  return (
    <fieldset className="clock-holds">
      <legend>{words.holdHint}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            className="check"
            aria-label={`${words.holdName} ${name}`}
            checked={holds.includes(name)}
            onChange={() => toggle(name)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
