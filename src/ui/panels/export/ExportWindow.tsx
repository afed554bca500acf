import { useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { tellExportFailure } from '../../failures.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { ModuleList } from './ModuleList.tsx';
import type { OptionTexts } from './option-form.ts';
import { type Choice, TargetList, TargetSelect } from './TargetList.tsx';
import { Busy, Failed, TargetView } from './TargetView.tsx';
import { useExport } from './use-export.ts';
import { words } from './export.words.ts';
import './export.css';

/** A project as files for somewhere else. */
export function ExportWindow() {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const project = useSelected(({ project: { current } }) => current);
  const [chosen, setChosen] = useState<Choice>('envoy');
  const [texts, setTexts] = useState<OptionTexts>({});
  const state = useExport();
  const { table, modules, failure, retry } = state;
  const List = isNarrow ? TargetSelect : TargetList;
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      size="large"
      onClose={() => commands.setView({ dialog: undefined })}
    >
      <div className="export">
        {!table && !failure && <Busy text={words.loading} />}
        {!table && failure && <Failed told={tellExportFailure(failure)} onRetry={retry} />}
        {table && <List table={table} chosen={chosen} onChoose={setChosen} />}
        {table && chosen === 'modules' && (
          <div className="export-view">
            <p className="soft">{words.modulesAbout}</p>
            <ModuleList isBusy={!modules && !failure} />
          </div>
        )}
        {table && chosen !== 'modules' && (
          <TargetView
            key={chosen}
            id={chosen}
            table={table}
            project={project}
            state={state}
            texts={texts}
            onOption={(name, text) => setTexts((before) => ({ ...before, [name]: text }))}
          />
        )}
      </div>
    </Dialog>
  );
}
