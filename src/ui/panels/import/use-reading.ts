import { useEffect, useState } from 'react';
import type { ImportResult } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';

interface Reading {
  readonly text: string;
  readonly result: ImportResult;
}

const PAUSE_MS = 150;

/** What a text is, a moment after it has changed: the last one that was read, and whether another is being read. */
export function useReading(text: string): { readonly result: ImportResult | undefined; readonly isReading: boolean } {
  const commands = useCommands();
  const [reading, setReading] = useState<Reading>();
  useEffect(() => {
    if (text === '') return undefined;
    let isLatest = true;
    const timer = setTimeout(() => {
      void commands.readConfiguration(text).then((result) => isLatest && setReading({ text, result }));
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [text, commands]);
  if (text === '') return { result: undefined, isReading: false };
  return { result: reading?.result, isReading: reading?.text !== text };
}
