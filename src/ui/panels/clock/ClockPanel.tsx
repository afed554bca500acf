import { RotateCcw } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { HoldChoice } from './HoldChoice.tsx';
import { PendingCallRow } from './PendingCallRow.tsx';
import { TimerTable } from './TimerTable.tsx';
import { timeText, words } from './clock.words.ts';
import './clock.css';

const steps = [10, 100, 1000, 10_000] as const;

/** Virtual time, what waits in it, and the buttons that move it. */
export function ClockPanel() {
  const commands = useCommands();
  const { clock, session, isRunning, isRun } = useSelected(({ run }) => ({
    clock: run.result?.report.clock,
    session: run.session,
    isRunning: run.isRunning,
    isRun: run.result !== undefined,
  }));
  if (!isRun || clock === undefined) return <p className="empty">{words.noResult}</p>;
  const { nowMs, timers, calls } = clock;
  return (
    <div className="clock-panel">
      <div className="clock-bar">
        <span className="clock-now" title={words.nowAbout}>
          <span className="faint">{words.now}</span>
          <output aria-label={words.now}>{timeText(nowMs)}</output>
        </span>
        <fieldset className="clock-steps" disabled={isRunning}>
          <legend className="for-readers">{words.move}</legend>
          {steps.map((ms) => (
            <Button key={ms} small aria-label={words.stepName(ms)} onClick={() => void commands.wait(ms)}>
              {words.step(ms)}
            </Button>
          ))}
          <Button
            small
            disabled={timers.length === 0 || isRunning}
            title={timers.length === 0 ? words.noTick : undefined}
            onClick={() => void commands.tick()}
          >
            {words.tick}
          </Button>
          <Button small title={words.idleAbout} onClick={() => void commands.fastForward()}>
            {words.idle}
          </Button>
          <Button small look="quiet" onClick={() => void commands.run()}>
            <RotateCcw aria-hidden />
            {words.restart}
          </Button>
        </fieldset>
      </div>
      <div className="clock-columns">
        <section aria-label={words.calls}>
          <h3>
            {words.calls} {calls.length > 0 && <span className="count">{calls.length}</span>}
          </h3>
          {calls.length === 0 && <p className="faint">{words.noCalls}</p>}
          <ul className="clock-calls">
            {calls.map((call) => (
              <PendingCallRow key={`${call.cluster} ${call.request}`} call={call} nowMs={nowMs} />
            ))}
          </ul>
          <HoldChoice />
        </section>
        <section aria-label={words.timers}>
          <h3>{words.timers}</h3>
          <TimerTable timers={timers} nowMs={nowMs} />
        </section>
        <section aria-label={words.session}>
          <h3 title={words.sessionAbout}>{words.session}</h3>
          <ol className="clock-session">
            {session.map((step, index) => (
              // Steps are only ever added at the end.
              <li key={index} data-kind={step.kind}>
                {words.stepText(step)}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}
