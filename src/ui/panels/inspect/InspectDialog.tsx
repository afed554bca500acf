import { useState } from 'react';
import { CALLBACKS, type ChainFilter, type ModuleDescription, pluginsOfProject } from '../../../model/index.ts';
import type { BuildSlice, Inspected } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { tellRunFailure } from '../../failures.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { tellCallback, tellImport, words } from './inspect.words.ts';
import { type Build, Overview } from './Overview.tsx';
import { VerdictBand } from './VerdictBand.tsx';
import { VerdictTable } from './VerdictTable.tsx';
import { WatView } from './WatView.tsx';
import './inspect.css';

type Part = 'overview' | 'imports' | 'callbacks' | 'text';

export function InspectDialog() {
  const commands = useCommands();
  const { subject, answer, project, result, entries } = useSelected(
    ({ inspector, project: { current }, run, build }) => ({
      subject: inspector.subject,
      answer: inspector.answer,
      project: current,
      result: run.result,
      entries: build.entries,
    }),
  );
  const plugins = pluginsOfProject(project);
  const plugin = subject?.kind === 'filter' ? plugins.find(({ id }) => id === subject.id) : undefined;
  const at = result?.filters.findIndex(({ id }) => id === plugin?.id) ?? -1;
  const lastFailure = result?.report.failures.find(({ filter }) => filter === at && at >= 0)?.failure;
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      size="large"
      onClose={() => commands.setView({ dialog: undefined })}
    >
      <div className="inspect">
        {subject === undefined ? (
          <p className="empty">{words.none}</p>
        ) : (
          <SubjectPicker subject={subject} plugins={plugins} onPick={(picked) => void commands.inspect(picked)} />
        )}
        {subject !== undefined && answer === undefined && <output className="empty">{words.reading}</output>}
        {answer?.kind === 'failed' && <ToldNote tone="removed" told={tellRunFailure(answer.failure)} />}
        {answer?.kind === 'described' && (
          <>
            <VerdictBand description={answer.description} lastFailure={lastFailure} />
            <Parts
              key={answer.sha256}
              description={answer.description}
              sha256={answer.sha256}
              build={buildOf(plugin, entries)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function buildOf(plugin: ChainFilter | undefined, entries: BuildSlice['entries']): Build | undefined {
  if (plugin?.module.kind !== 'source') return undefined;
  return entries[plugin.module.entry]?.isPrebuilt === true ? 'prebuilt' : 'here';
}

interface SubjectPickerProps {
  readonly subject: Inspected;
  readonly plugins: readonly ChainFilter[];
  readonly onPick: (subject: Inspected) => void;
}

const fileOf = ({ module }: ChainFilter): string => (module.kind === 'source' ? module.entry : module.fileName);

function SubjectPicker({ subject, plugins, onPick }: SubjectPickerProps) {
  return (
    <label className="inspect-subject">
      <span>{words.filter}</span>
      <select
        className="input"
        value={subject.kind === 'filter' ? subject.id : ''}
        onChange={(event) => onPick({ kind: 'filter', id: event.target.value })}
      >
        {subject.kind === 'file' && <option value="">{words.refusedFile(subject.fileName)}</option>}
        {plugins.map((plugin, index) => (
          <option key={plugin.id} value={plugin.id}>
            {index + 1} {plugin.name} ({fileOf(plugin)})
          </option>
        ))}
      </select>
    </label>
  );
}

interface PartsProps {
  readonly description: ModuleDescription;
  readonly sha256: string;
  readonly build: Build | undefined;
}

function Parts({ description, sha256, build }: PartsProps) {
  const [part, setPart] = useState<Part>('overview');
  const imports = description.imports.map(({ module, name, verdict }) => ({
    name,
    from: module,
    ...tellImport(verdict, name),
  }));
  const callbacks = description.callbacks.map(({ name, verdict }) => ({ name, ...tellCallback(verdict) }));
  const wrong = (rows: readonly { readonly tone: string }[]) =>
    rows.some(({ tone }) => tone === 'removed') ? ({ tone: 'error' } as const) : {};
  return (
    <Tabs
      name={words.parts}
      active={part}
      onChange={setPart}
      tabs={[
        {
          id: 'overview',
          label: words.overview,
          content: <Overview description={description} sha256={sha256} build={build} />,
        },
        {
          id: 'imports',
          label: words.imports,
          count: imports.length,
          ...wrong(imports),
          content:
            imports.length === 0 ? (
              <p className="empty">{words.noImports}</p>
            ) : (
              <VerdictTable columns={words.importColumns} rows={imports} />
            ),
        },
        {
          id: 'callbacks',
          label: words.callbacks,
          count: callbacks.length,
          ...wrong(callbacks),
          content: (
            <>
              {callbacks.length === 0 ? (
                <p className="empty">{words.noCallbacks}</p>
              ) : (
                <VerdictTable columns={words.callbackColumns} rows={callbacks} />
              )}
              <p className="unhandled">
                {words.unhandled} <span className="mono">{unhandledBy(description).join(', ')}</span>.
              </p>
            </>
          ),
        },
        { id: 'text', label: words.text, content: <WatView /> },
      ]}
    />
  );
}

function unhandledBy({ callbacks }: ModuleDescription): string[] {
  const there = new Set(callbacks.map(({ name }) => name));
  return CALLBACKS.filter(({ entry, name }) => entry !== true && !there.has(name)).map(({ name }) => name);
}
