import type { Measurement, Report } from '../../../model/index.ts';
import { callbacksOf } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { hueOf } from '../../parts/hue.ts';
import { countText } from '../../parts/size-text.ts';
import { callbackName } from '../inside/callback-name.ts';
import { timeText } from './time-text.ts';
import { words } from './cost.words.ts';

const most = 500;
const least = 0.06;

/** A bar for each callback of the run: its mean time where that is measured, otherwise its hostcalls. */
export function CostStrip({ report, measurement }: { report: Report; measurement: Measurement | undefined }) {
  const commands = useCommands();
  const all = callbacksOf(report);
  const shown = all.slice(0, most);
  const costOf = (number: number, hostcalls: number) => measurement?.meanUs[number - 1] ?? hostcalls;
  const highest = shown.reduce((high, one) => Math.max(high, costOf(one.number, one.hostcalls)), 0) || 1;
  return (
    <figure className="cost-strip" aria-label={words.strip}>
      <figcaption className="faint">
        {words.strip} ({measurement ? words.stripBy.time : words.stripBy.hostcalls})
      </figcaption>
      <div className="cost-bars">
        {shown.map(({ at, number, callback, plugin, hostcalls }) => {
          const time = measurement && timeText(measurement.meanUs[number - 1] ?? 0);
          const label = words.bar(callbackName(callback), countText(hostcalls), time);
          return (
            <button
              key={at}
              type="button"
              className="cost-bar"
              data-hue={plugin < 0 ? undefined : hueOf(plugin)}
              aria-label={label}
              title={label}
              onClick={() => commands.showRow(at)}
              onPointerEnter={() => commands.lightRow(at)}
              onPointerLeave={() => commands.lightRow(undefined)}
            >
              <span style={{ height: `${100 * Math.max(least, costOf(number, hostcalls) / highest)}%` }} />
            </button>
          );
        })}
      </div>
      {all.length > most && <p className="inside-note">{words.more(countText(most))}</p>}
    </figure>
  );
}
