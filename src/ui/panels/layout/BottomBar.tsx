import { BookOpen, ChartGantt, Code, ListTree, Send, SquareTerminal } from 'lucide-react';
import { useMemo } from 'react';
import { type AppState, type DockTab, logLinesOf, type Pane } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { useStale } from '../../Stale.tsx';
import { errorsByFile } from '../editor/problems.ts';
import { countHostcalls } from '../result/count-hostcalls.ts';
import { words } from './layout.words.ts';

interface Place {
  readonly id: keyof typeof words.bar;
  readonly pane: Pane;
  readonly dockTab?: DockTab;
}

const places: readonly Place[] = [
  { id: 'lesson', pane: 'lesson' },
  { id: 'code', pane: 'code' },
  { id: 'request', pane: 'request' },
  { id: 'result', pane: 'result' },
  { id: 'trace', pane: 'dock', dockTab: 'timeline' },
  { id: 'console', pane: 'dock', dockTab: 'console' },
];
const icons = {
  lesson: BookOpen,
  code: Code,
  request: Send,
  result: ListTree,
  trace: ChartGantt,
  console: SquareTerminal,
};

/** The panes of a small screen, each with how much there is to see in it. */
export function BottomBar({ isLesson }: { isLesson: boolean }) {
  const commands = useCommands();
  const { pane, isConsole } = useSelected(({ view }) => ({ pane: view.pane, isConsole: view.dockTab === 'console' }));
  const counts = useCounts();
  const isStale = useStale() !== undefined;
  return (
    <nav className="bottom-tabs" aria-label={words.paneBar}>
      {places
        .filter(({ id }) => isLesson || id !== 'lesson')
        .map(({ id, pane: to, dockTab }) => {
          const Icon = icons[id];
          // All tools but the console belong to the trace here.
          const isOn = pane === to && (dockTab === undefined || isConsole === (dockTab === 'console'));
          const count = counts[id] ?? 0;
          return (
            <button
              key={id}
              type="button"
              className="bottom-tab"
              aria-pressed={isOn}
              onClick={() => commands.setView({ pane: to, ...(dockTab && { dockTab }) })}
            >
              <span className="bottom-icon" aria-hidden>
                <Icon />
                {count > 0 && (
                  <span className="count" data-tone={id === 'code' ? 'error' : id === 'result' ? 'warning' : undefined}>
                    {count > 999 ? '999+' : count}
                  </span>
                )}
              </span>
              <span>
                {words.bar[id]}
                {isStale && id === 'result' && <span aria-hidden> •</span>}
                <span className="for-readers">{words.counted(count, isStale && id === 'result')}</span>
              </span>
            </button>
          );
        })}
    </nav>
  );
}

type Counts = Partial<Record<Place['id'], number>>;

/** Errors of the sources, warnings of the result, hostcalls, lines of the log. */
function useCounts(): Counts {
  const { entries, result, exchange } = useSelected(({ build, run }: AppState) => ({
    entries: build.entries,
    result: run.result,
    exchange: run.exchange,
  }));
  const code = Object.values(errorsByFile(entries)).reduce((sum, one) => sum + one, 0);
  const ofRun = useMemo((): Counts => {
    const shown = result?.report.exchanges[exchange];
    if (result === undefined || shown === undefined) return {};
    const { report } = result;
    const warnings = report.warnings.filter((one) => one.exchange === exchange).length;
    return {
      result: warnings + report.failures.length,
      trace: countHostcalls(report, shown),
      console: logLinesOf(report).length,
    };
  }, [result, exchange]);
  return { code, ...ofRun };
}
