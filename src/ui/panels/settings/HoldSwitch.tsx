import { useCommands, useSelected } from '../../app-context.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { Toggle } from './Section.tsx';
import { words } from './settings.words.ts';

/** Whether requests to a cluster wait for a person. */
export function HoldSwitch({ cluster }: { cluster: string }) {
  const commands = useCommands();
  const holds = useSelected(({ run }) => run.holds);
  const isHeld = holds.includes(cluster);
  const toggle = () => void commands.holdCalls(isHeld ? holds.filter((one) => one !== cluster) : [...holds, cluster]);
  return (
    <Toggle label={words.holds} about={words.holdsAbout}>
      <Switch name={`${words.holds}: ${cluster}`} isOn={isHeld} onChange={toggle} />
    </Toggle>
  );
}
