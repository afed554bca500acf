import { Download } from 'lucide-react';
import { useMemo } from 'react';
import type { Project } from '../../../model/index.ts';
import type { Exported, ExportFailure, ExportInput, ExportTable, GeneratorId } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { tellExportFailure } from '../../failures.ts';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { exportWarning } from '../toasts/toasts.words.ts';
import { FileTabs } from './FileTabs.tsx';
import { LimitList } from './LimitList.tsx';
import { type OptionName, type OptionTexts, readOptions } from './option-form.ts';
import { OptionFields } from './OptionFields.tsx';
import { type ExportState, useTool } from './use-export.ts';
import { refusalText, targetWords, words } from './export.words.ts';

interface TargetViewProps {
  readonly id: GeneratorId;
  readonly table: ExportTable;
  readonly project: Project;
  readonly state: ExportState;
  readonly texts: OptionTexts;
  readonly onOption: (name: OptionName, text: string) => void;
}

/** What one target makes of the project. */
export function TargetView({ id, table, project, state, texts, onOption }: TargetViewProps) {
  const commands = useCommands();
  const { modules, retry } = state;
  const { limits, generate, name, form, group, options: known } = table.generators[id];
  const isWithTool = group === 'zip';
  const tool = useTool(table, isWithTool);
  const names = useMemo(() => optionNames(known, project), [known, project]);
  const failure = state.failure ?? (tool === false ? unavailable : undefined);
  const { options, troubles } = useMemo(() => readOptions(names, texts), [names, texts]);
  const lost = useMemo(() => limits(project), [limits, project]);
  const isRefused = lost.some(({ effect }) => effect === 'refused');
  const input = useMemo((): ExportInput | undefined => {
    if (!modules || isRefused || (isWithTool && !tool)) return undefined;
    return { project, modules, options, ...(tool && { tool }) };
  }, [modules, isRefused, isWithTool, tool, project, options]);
  const exported = useMemo((): Exported | undefined => input && generate(input), [input, generate]);
  const files = exported?.refusal ? [] : (exported?.files ?? []);
  const notes = (exported?.warnings ?? []).filter(({ kind }) => kind !== 'filter-left-out').map(exportWarning);
  const takeAll = () => {
    if (!input) return;
    const { file, warnings } = table.downloadOf(id, input);
    commands.handOut(file, warnings);
  };
  return (
    <div className="export-view">
      <p className="soft">{targetWords[id][1]}</p>
      <LimitList limits={lost} notes={notes} />
      <OptionFields names={names} texts={texts} troubles={troubles} onChange={onOption} />
      <section className="export-files" aria-label={words.files} aria-busy={!exported && !failure && !isRefused}>
        {failure && <Failed told={tellExportFailure(failure)} onRetry={retry} />}
        {exported?.refusal && <Failed told={refusalText(exported.refusal)} />}
        {!failure && !exported && !isRefused && <Busy text={words.building} />}
        {files.length > 0 && <FileTabs key={id} files={files} table={table} />}
      </section>
      {form === 'folder' && files.length > 0 && (
        <div className="export-foot">
          <Button look="primary" onClick={takeAll}>
            <Download aria-hidden />
            {words.downloadAll(name)}
          </Button>
        </div>
      )}
    </div>
  );
}

const unavailable: ExportFailure = { kind: 'exports-unavailable', message: 'the command line' };

/** A port for network filters is asked for where there are some. */
function optionNames(known: readonly OptionName[], { networkFilters }: Project): readonly OptionName[] {
  return known.filter((name) => name !== 'tcpPort' || networkFilters.some(({ enabled }) => enabled));
}

interface FailedProps {
  readonly told: { readonly cause: string; readonly remedy?: string };
  readonly onRetry?: () => void;
}

export function Failed({ told, onRetry }: FailedProps) {
  return (
    <div role="alert">
      <Note tone="removed" title={`${words.failed} ${told.cause}`}>
        {told.remedy}{' '}
        {onRetry && (
          <Button small onClick={onRetry}>
            {words.again}
          </Button>
        )}
      </Note>
    </div>
  );
}

export function Busy({ text }: { text: string }) {
  return (
    <output className="export-busy">
      <span className="spinner" aria-hidden />
      {text}
    </output>
  );
}
