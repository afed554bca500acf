import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ConsoleLine } from '../../../state/index.ts';
import { colourOf } from '../../colours.ts';
import { onLook } from '../../theme.ts';
import { ansiLine } from './ansi.ts';
import { words } from './console.words.ts';
import '@xterm/xterm/css/xterm.css';

export interface TerminalProps {
  readonly lines: readonly ConsoleLine[];
  readonly clears: number;
  /** Somebody typed into the output. */
  readonly onType: () => void;
}

/** Prints the console's lines; each once, by its id. */
export function Terminal({ lines, clears, onType }: TerminalProps) {
  const host = useRef<HTMLDivElement>(null);
  const terminal = useRef<Xterm>(undefined);
  const printed = useRef(-1);
  const type = useEffectEvent(onType);

  useEffect(() => {
    if (host.current === null) return;
    const xterm = new Xterm({
      convertEol: true,
      disableStdin: true,
      cursorInactiveStyle: 'none',
      cursorStyle: 'bar',
      cursorBlink: false,
      screenReaderMode: true,
      scrollback: 5000,
      fontSize: 12.5,
      lineHeight: 1.35,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    });
    const fit = new FitAddon();
    xterm.loadAddon(fit);
    xterm.open(host.current);
    xterm.textarea?.setAttribute('aria-label', words.output);
    xterm.attachCustomKeyEventHandler(({ key, ctrlKey, metaKey, altKey }) => {
      if (key.length === 1 && !ctrlKey && !metaKey && !altKey) type();
      return false;
    });
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(host.current);
    terminal.current = xterm;
    printed.current = -1;
    return () => {
      observer.disconnect();
      xterm.dispose();
      terminal.current = undefined;
    };
  }, []);

  useEffect(() => {
    terminal.current?.reset();
    printed.current = -1;
  }, [clears]);

  useEffect(() => {
    const fresh = lines.filter(({ id }) => id > printed.current);
    for (const line of fresh) terminal.current?.writeln(ansiLine(line));
    printed.current = fresh.at(-1)?.id ?? printed.current;
    if (lines.length === 0) terminal.current?.writeln(`\u001b[90m${words.welcome}\u001b[0m`);
  }, [lines, clears]);

  useEffect(() => {
    const recolour = () => {
      if (terminal.current) terminal.current.options.theme = themeNow();
    };
    recolour();
    return onLook(recolour);
  }, []);

  return <div ref={host} className="xterm-host" />;
}

function themeNow() {
  return {
    background: colourOf('--sunken'),
    foreground: colourOf('--text'),
    cursor: colourOf('--sunken'),
    selectionBackground: colourOf('--selection'),
    red: colourOf('--removed'),
    green: colourOf('--added'),
    yellow: colourOf('--changed'),
    magenta: colourOf('--local'),
    cyan: colourOf('--accent'),
    brightBlack: colourOf('--text-faint'),
  };
}
