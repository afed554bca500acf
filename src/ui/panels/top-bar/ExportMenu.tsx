import { Download, FileArchive, FileCode, Package } from 'lucide-react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { words } from './top-bar.words.ts';

export function ExportMenu() {
  const commands = useCommands();
  const filters = useSelected(({ project }) => project.current.filters);
  const trigger = (
    <Button look="quiet" aria-label={words.export}>
      <Download aria-hidden />
      <span className="wide-only">{words.export}</span>
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuHeading>{words.exportHeading}</MenuHeading>
      <MenuItem
        icon={<FileArchive aria-hidden />}
        about={words.exportFilesAbout}
        onSelect={() => void commands.exportEnvoy('files')}
      >
        {words.exportFiles}
      </MenuItem>
      <MenuItem
        icon={<FileCode aria-hidden />}
        about={words.exportInlineAbout}
        onSelect={() => void commands.exportEnvoy('inline')}
      >
        {words.exportInline}
      </MenuItem>
      {filters.length > 0 && <MenuLine />}
      {filters.length > 0 && <MenuHeading>{words.downloadHeading}</MenuHeading>}
      {filters.map(({ id, name }) => (
        <MenuItem key={id} icon={<Package aria-hidden />} onSelect={() => void commands.downloadWasm(id)}>
          {name}.wasm
        </MenuItem>
      ))}
    </Menu>
  );
}
