import { Download } from 'lucide-react';
import { pluginsOfProject } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './export.words.ts';

/** The module of each plugin by itself. */
export function ModuleList({ isBusy }: { isBusy: boolean }) {
  const commands = useCommands();
  const project = useSelected(({ project: { current } }) => current);
  const plugins = pluginsOfProject(project);
  if (plugins.length === 0) return <p className="soft">{words.noModules}</p>;
  return (
    <ul className="export-modules">
      {plugins.map(({ id, name, module }) => {
        const file = module.kind === 'wasm' ? module.fileName : `${name}.wasm`;
        return (
          <li key={id}>
            <code>{file}</code>
            <Button
              small
              disabled={isBusy}
              aria-label={words.downloadFile(file)}
              onClick={() => void commands.downloadWasm(id)}
            >
              <Download aria-hidden />
              {words.download}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
