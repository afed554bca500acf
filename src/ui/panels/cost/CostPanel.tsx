import { Gauge, Repeat } from 'lucide-react';
import type { Measurement, Repetition } from '../../../model/index.ts';
import { callbacksOf, type Detail, REPEAT_ROUNDS } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { countText } from '../../parts/size-text.ts';
import { words as common } from '../inside/inside.words.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { CostStrip } from './CostStrip.tsx';
import { CostTable } from './CostTable.tsx';
import { MemoryCurves } from './MemoryCurves.tsx';
import { timeText } from './time-text.ts';
import { words } from './cost.words.ts';
import '../inside/inside.css';
import './cost.css';

export function CostPanel() {
  const commands = useCommands();
  const run = useShownRun();
  const details = useSelected((state) => state.details);
  if (run === undefined) return <p className="empty">{common.noRun}</p>;
  const { report } = run;
  if (callbacksOf(report).length === 0) return <p className="empty">{words.empty}</p>;
  const isOwn = details.of === report;
  const measurement: Detail<Measurement> = isOwn ? details.measurement : { kind: 'none' };
  const repetition: Detail<Repetition> = isOwn ? details.repetition : { kind: 'none' };
  const measured = measurement.kind === 'known' ? measurement.value : undefined;
  const isBusy = measurement.kind === 'pending' || repetition.kind === 'pending';
  return (
    <div className="inside">
      <div className="inside-tools">
        <Button small disabled={isBusy} onClick={() => void commands.measureRun()}>
          <Gauge aria-hidden />
          {measurement.kind === 'pending' ? words.measuring : measured ? words.again : words.measure}
        </Button>
        <Button small disabled={isBusy} onClick={() => void commands.repeatRun()}>
          <Repeat aria-hidden />
          {words.repeat(countText(REPEAT_ROUNDS))}
        </Button>
        {repetition.kind === 'pending' && <Progress done={repetition.done ?? 0} whole={repetition.whole ?? 1} />}
        <output className="soft grows cost-says">
          {measured && words.measured(countText(measured.repetitions), timeText(measured.resolutionUs))}
          {measurement.kind === 'none' && words.counts(run.result.tookMs)}
          {measurement.kind === 'failed' && words.failed}
        </output>
      </div>
      <div className="inside-list">
        {repetition.kind === 'known' && <MemoryCurves repetition={repetition.value} />}
        {repetition.kind === 'failed' && <p className="inside-note">{words.repeatFailed}</p>}
        <CostStrip report={report} measurement={measured} />
        <CostTable report={report} measurement={measured} />
      </div>
    </div>
  );
}

function Progress({ done, whole }: { done: number; whole: number }) {
  const text = words.repeating(countText(done), countText(whole));
  return (
    <>
      <progress value={done} max={whole} aria-label={text} />
      <span className="soft numbers">{text}</span>
    </>
  );
}
