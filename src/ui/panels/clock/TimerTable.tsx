import type { ClockTimer } from '../../../model/index.ts';
import { useSelected } from '../../app-context.tsx';
import { timeText, words } from './clock.words.ts';

/** The timers: every VM has its own. */
export function TimerTable({ timers, nowMs }: { timers: readonly ClockTimer[]; nowMs: number }) {
  const vms = useSelected(({ run }) => run.result?.report.vms);
  if (timers.length === 0) return <p className="faint">{words.noTimers}</p>;
  return (
    <table className="clock-timers">
      <thead>
        <tr>
          <th scope="col">{words.timerPlugin}</th>
          <th scope="col">{words.timerVm}</th>
          <th scope="col">{words.period}</th>
          <th scope="col">{words.next}</th>
        </tr>
      </thead>
      <tbody>
        {timers.map(({ vm, context, plugin, periodMs, nextMs }) => (
          <tr key={`${vm} ${context}`}>
            <td>{plugin}</td>
            <td>{words.vm(vm, vms?.[vm]?.thread ?? '')}</td>
            <td>{timeText(periodMs)}</td>
            <td>{words.inTime(nextMs - nowMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
