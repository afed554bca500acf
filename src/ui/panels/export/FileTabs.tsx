import { useState } from 'react';
import type { ExportedFile, ExportTable } from '../../../state/index.ts';
import { Tabs } from '../../parts/Tabs.tsx';
import { FilePreview } from './FilePreview.tsx';
import { words } from './export.words.ts';

interface FileTabsProps {
  readonly files: readonly ExportedFile[];
  readonly table: ExportTable;
}

export function FileTabs({ files, table }: FileTabsProps) {
  const [chosen, setChosen] = useState('');
  const active = files.find(({ path }) => path === chosen) ?? files[0];
  if (active === undefined) return null;
  // Only the file on show is made ready to be looked at.
  const tabs = files.map((file) => ({
    id: file.path,
    label: file.path,
    content: file === active && <FilePreview file={file} table={table} />,
  }));
  return <Tabs name={words.files} tabs={tabs} active={active.path} onChange={setChosen} />;
}
