import type { Repetition } from '../../../model/index.ts';
import { Note } from '../../parts/Note.tsx';
import { countText } from '../../parts/size-text.ts';
import { StepLine } from '../../parts/StepLine.tsx';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { memoryText } from '../workers/memory-text.ts';
import { words as lanes } from '../workers/workers.words.ts';
import { words } from './cost.words.ts';

/** How the memory of each VM went while the same requests were sent over and over. */
export function MemoryCurves({ repetition }: { repetition: Repetition }) {
  const { rounds, statuses, vms, ended, trappedIn } = repetition;
  const answers = statuses.map(({ status, times }) => words.times(status, countText(times))).join(', ');
  const grows = vms.some(({ steps }) => steps.length > 1);
  return (
    <section className="memory-curves" aria-label={words.memory}>
      <p className="inside-note">
        {words.memoryAbout(countText(rounds), answers)} {ended === 'time' && words.endedTime}
        {ended === 'limit' && words.endedLimit}
      </p>
      {trappedIn !== undefined && <Note tone="removed">{words.trapped(trappedIn)}</Note>}
      <table className="inside-table" aria-label={words.memory}>
        <thead>
          <tr>
            <ColumnHeads
              of={[
                words.memoryColumns.vm,
                words.memoryColumns.curve,
                [words.memoryColumns.from, 'number'],
                [words.memoryColumns.to, 'number'],
                [words.memoryColumns.growth, 'number'],
              ]}
            />
          </tr>
        </thead>
        <tbody>
          {vms.map(({ index, thread, vmId, steps }) => {
            const from = steps[0]?.pages ?? 0;
            const to = steps.at(-1)?.pages ?? 0;
            const name = `${lanes.thread(thread)} ${vmId}`.trim();
            return (
              <tr key={index}>
                <th scope="row">
                  {lanes.thread(thread)} <span className="faint">{vmId}</span>
                </th>
                <td>
                  <StepLine
                    steps={steps.map(({ round, pages }) => ({ at: round, value: pages }))}
                    from={0}
                    to={rounds}
                    width={200}
                    height={24}
                    label={words.curve(name, from, to)}
                  />
                </td>
                <td className="number">{memoryText(from)}</td>
                <td className="number">{memoryText(to)}</td>
                <td className="number">
                  {to === from ? (
                    <span className="soft">{words.steady}</span>
                  ) : (
                    <span className="sign-changed">{words.growth(to - from, steps.length - 1)}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {grows && <p className="inside-note">{words.grows}</p>}
    </section>
  );
}
