import { useCallback, useEffect, useState } from 'react';
import type { ExportBuild, ExportFailure, ExportTable } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';

export interface ExportState {
  readonly table: ExportTable | undefined;
  readonly modules: Extract<ExportBuild, { kind: 'built' }>['modules'] | undefined;
  readonly failure: ExportFailure | undefined;
  readonly retry: () => void;
}

/** The table of targets and the modules: both are fetched and built as soon as the window opens. */
export function useExport(): ExportState {
  const commands = useCommands();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<ExportState, 'retry'>>(nothing);
  useEffect(() => {
    let isCurrent = true;
    const set = (fields: Partial<typeof nothing>) => {
      if (isCurrent) setState((before) => ({ ...before, ...fields }));
    };
    set({ failure: undefined });
    void (async () => {
      const loaded = await commands.loadExports();
      if (loaded.kind === 'failed') return set({ failure: loaded.reason });
      set({ table: loaded.table });
      const build = await commands.buildForExport();
      set(build.kind === 'built' ? { modules: build.modules } : { failure: build.reason });
    })();
    return () => {
      isCurrent = false;
    };
  }, [commands, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, retry };
}

/** What a target with the command line in it needs besides: undefined until it is there, false when it does not come. */
export function useTool(table: ExportTable, isNeeded: boolean): Readonly<Record<string, string>> | false | undefined {
  const [tool, setTool] = useState<Readonly<Record<string, string>> | false>();
  useEffect(() => {
    if (isNeeded)
      table.loadTool?.().then(setTool, () => {
        setTool(false);
      });
  }, [table, isNeeded]);
  return tool;
}

const nothing: Omit<ExportState, 'retry'> = { table: undefined, modules: undefined, failure: undefined };
