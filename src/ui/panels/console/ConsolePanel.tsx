import { Eraser } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { late } from '../../parts/late.ts';
import { useAfterFirstResult } from '../editor/use-after-first-result.ts';
import { CommandLine } from './CommandLine.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { PlainConsole } from './PlainConsole.tsx';
import type { TerminalProps } from './Terminal.tsx';
import { words } from './console.words.ts';
import './console.css';

const Terminal = late<TerminalProps>(() => import('./Terminal.tsx').then((it) => it.Terminal), PlainConsole);

export function ConsolePanel() {
  const commands = useCommands();
  const { lines, clears, history, theme, pane } = useSelected(({ console: { lines, clears, history }, view }) => ({
    lines,
    clears,
    history,
    theme: view.theme,
    pane: view.pane,
  }));
  const isTimeForTerminal = useAfterFirstResult();
  const input = useRef<HTMLTextAreaElement>(null);
  const isNarrow = useIsNarrow();
  useEffect(() => {
    if (pane !== 'dock' || isNarrow) return;
    // Where all panes stand side by side, asking for this one means typing in it.
    input.current?.focus();
    commands.setView({ pane: 'result' });
  }, [pane, isNarrow, commands]);
  const plain = <PlainConsole lines={lines} />;
  return (
    <div className="console-pane">
      <div className="console-output">
        {isTimeForTerminal ? (
          <Suspense fallback={plain}>
            <Terminal lines={lines} clears={clears} theme={theme} onType={() => input.current?.focus()} />
          </Suspense>
        ) : (
          plain
        )}
      </div>
      <CommandLine ref={input} history={history} onEnter={(line) => void commands.enterLine(line)} />
    </div>
  );
}

export function ConsoleActions() {
  const commands = useCommands();
  return <IconButton small name={words.clear} icon={<Eraser />} onClick={() => commands.clearConsole()} />;
}
