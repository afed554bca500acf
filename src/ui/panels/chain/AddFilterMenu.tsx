import { FileCode, FilePlus, Plus, Shapes, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { Example, PluginPlace } from '../../../state/index.ts';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { words } from './chain.words.ts';

const besides = ['networkFilters', 'accessLoggers', 'services'] as const;

export function AddFilterMenu() {
  const commands = useCommands();
  const { examples, store } = usePage();
  const paths = useSelected(({ project }) => Object.keys(project.current.files).sort());
  const picker = useRef<HTMLInputElement>(null);
  const uploadTo = useRef<PluginPlace>('filters');
  const pick = (place: PluginPlace) => {
    uploadTo.current = place;
    picker.current?.click();
  };
  const upload = async (files: FileList | null) => {
    const place = uploadTo.current;
    for (const file of files ?? [])
      await commands.importWasm(file.name, new Uint8Array(await file.arrayBuffer()), place);
    if (picker.current) picker.current.value = '';
  };
  const add = async (example: Example) => {
    const { addFromExample } = await import('./add-from-example.ts');
    await addFromExample(example, commands, store);
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
      <IconButton small name={words.upload} icon={<Upload />} onClick={() => pick('filters')} />
      <Menu trigger={<IconButton small name={words.add} icon={<Plus />} />}>
        <MenuItem icon={<FilePlus />} about={words.newSourceAbout} onSelect={() => commands.addFilter('new-source')}>
          {words.newSource}
        </MenuItem>
        <MenuItem icon={<Upload />} about={words.uploadAbout} onSelect={() => pick('filters')}>
          {words.upload}
        </MenuItem>
        <MenuLine />
        <MenuHeading>{words.beside}</MenuHeading>
        {besides.map((place) => (
          <MenuItem
            key={place}
            icon={<FilePlus />}
            about={words.besideAbout[place]}
            onSelect={() => commands.addFilter('new-source', place)}
          >
            {words.newBeside[place]}
          </MenuItem>
        ))}
        {besides.map((place) => (
          <MenuItem key={place} icon={<Upload />} onSelect={() => pick(place)}>
            {words.uploadBeside(words.uploadAs[place])}
          </MenuItem>
        ))}
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
          <MenuItem key={example.id} icon={<Shapes />} about={example.summary} onSelect={() => void add(example)}>
            {example.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
