import { Eraser } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Pane } from '../../parts/Pane.tsx';
import { useAfterFirstResult } from '../editor/use-after-first-result.ts';
import { CommandLine } from './CommandLine.tsx';
import { PlainConsole } from './PlainConsole.tsx';
import { words } from './console.words.ts';
import './console.css';

const Terminal = lazy(() => import('./Terminal.tsx').then((it) => ({ default: it.Terminal })));

export function ConsolePanel() {
  const commands = useCommands();
  const { lines, clears, history, theme } = useSelected(({ console: { lines, clears, history }, view }) => ({
    lines,
    clears,
    history,
    theme: view.theme,
  }));
  const isTimeForTerminal = useAfterFirstResult();
  const input = useRef<HTMLTextAreaElement>(null);
  const plain = <PlainConsole lines={lines} />;
  const clear = <IconButton small name={words.clear} icon={<Eraser />} onClick={() => commands.clearConsole()} />;
  return (
    <Pane title={words.title} actions={clear} className="console-pane">
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
    </Pane>
  );
}
