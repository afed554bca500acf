import { Eraser } from 'lucide-react';
import { Suspense, useCallback, useRef } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { late } from '../../parts/late.ts';
import { useAfterFirstResult } from '../editor/use-after-first-result.ts';
import { CommandLine } from './CommandLine.tsx';
import { PlainConsole } from './PlainConsole.tsx';
import type { TerminalProps } from './Terminal.tsx';
import { words } from './console.words.ts';
import './console.css';

const Terminal = late<TerminalProps>(() => import('./Terminal.tsx').then((it) => it.Terminal), PlainConsole);

export function ConsolePanel() {
  const commands = useCommands();
  const { lines, clears, history } = useSelected(({ console: { lines, clears, history } }) => ({
    lines,
    clears,
    history,
  }));
  const isTimeForTerminal = useAfterFirstResult();
  const complete = useCallback((before: string) => commands.complete(before), [commands]);
  const input = useRef<HTMLTextAreaElement>(null);
  const plain = <PlainConsole lines={lines} />;
  return (
    <div className="console-pane">
      <div className="console-output">
        {isTimeForTerminal ? (
          <Suspense fallback={plain}>
            <Terminal lines={lines} clears={clears} onType={() => input.current?.focus()} />
          </Suspense>
        ) : (
          plain
        )}
      </div>
      <CommandLine
        ref={input}
        history={history}
        onEnter={(line) => void commands.enterLine(line)}
        complete={complete}
      />
    </div>
  );
}

export function ConsoleActions() {
  const commands = useCommands();
  return <IconButton small name={words.clear} icon={<Eraser />} onClick={() => commands.clearConsole()} />;
}
