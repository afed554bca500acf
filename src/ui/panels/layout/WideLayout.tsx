import { useSelected } from '../../app-context.tsx';
import { ChainPanel } from '../chain/ChainPanel.tsx';
import { DockPanel } from '../dock/DockPanel.tsx';
import { EditorPanel } from '../editor/EditorPanel.tsx';
import { FilesPanel } from '../files/FilesPanel.tsx';
import { RequestPanel } from '../request/RequestPanel.tsx';
import { ResultPanel } from '../result/ResultPanel.tsx';
import { Split } from './Split.tsx';
import { words } from './layout.words.ts';

export function WideLayout() {
  const isConsole = useSelected(({ view }) => view.dockTab === 'console');
  const left = (
    <Split
      id="left"
      direction="vertical"
      panes={[
        { id: 'chain', size: '60%', min: '100px', content: <ChainPanel /> },
        { id: 'files', size: '40%', min: '80px', handle: words.resize.files, content: <FilesPanel /> },
      ]}
    />
  );
  const right = (
    <Split
      id="right"
      direction="vertical"
      panes={[
        { id: 'request', size: '31%', min: '110px', content: <RequestPanel /> },
        { id: 'result', size: '69%', min: '140px', handle: words.resize.result, content: <ResultPanel /> },
      ]}
    />
  );
  const columns = (
    <Split
      id="columns"
      direction="horizontal"
      panes={[
        { id: 'left', size: '19%', min: '208px', content: left },
        { id: 'editor', size: '40%', min: '260px', handle: words.resize.left, content: <EditorPanel /> },
        { id: 'right', size: '41%', min: '320px', handle: words.resize.right, content: right },
      ]}
    />
  );
  return (
    <Split
      id="rows"
      direction="vertical"
      panes={[
        { id: 'columns', size: '79%', min: '240px', content: columns },
        {
          id: 'console',
          size: '21%',
          min: '80px',
          handle: words.resize.console,
          atLeast: isConsole ? undefined : 45,
          content: <DockPanel />,
        },
      ]}
    />
  );
}
