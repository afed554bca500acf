import { FileCode, FilePlus, Plus, Shapes, Upload } from 'lucide-react';
import { useRef } from 'react';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { addFromExample } from './add-from-example.ts';
import { words } from './chain.words.ts';

export function AddFilterMenu() {
  const commands = useCommands();
  const { examples, store } = usePage();
  const paths = useSelected(({ project }) => Object.keys(project.current.files).sort());
  const picker = useRef<HTMLInputElement>(null);
  const upload = async (files: FileList | null) => {
    for (const file of files ?? []) await commands.importWasm(file.name, new Uint8Array(await file.arrayBuffer()));
    if (picker.current) picker.current.value = '';
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".wasm,application/wasm"
        multiple
        hidden
        aria-label={words.upload}
        onChange={(event) => void upload(event.target.files)}
      />
      <IconButton small name={words.upload} icon={<Upload />} onClick={() => picker.current?.click()} />
      <Menu trigger={<IconButton small name={words.add} icon={<Plus />} />}>
        <MenuItem icon={<FilePlus />} about={words.newSourceAbout} onSelect={() => commands.addFilter('new-source')}>
          {words.newSource}
        </MenuItem>
        <MenuItem icon={<Upload />} about={words.uploadAbout} onSelect={() => picker.current?.click()}>
          {words.upload}
        </MenuItem>
        {paths.length > 0 && <MenuLine />}
        {paths.length > 0 && <MenuHeading>{words.fromFile}</MenuHeading>}
        {paths.map((entry) => (
          <MenuItem key={entry} icon={<FileCode />} onSelect={() => commands.addFilter({ kind: 'source', entry })}>
            {entry}
          </MenuItem>
        ))}
        {examples.length > 0 && <MenuLine />}
        {examples.length > 0 && <MenuHeading>{words.fromExample}</MenuHeading>}
        {examples.map((example) => (
          <MenuItem
            key={example.id}
            icon={<Shapes />}
            about={example.summary}
            onSelect={() => void addFromExample(example, commands, store)}
          >
            {example.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
