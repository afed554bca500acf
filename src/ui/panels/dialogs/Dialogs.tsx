import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import type { DialogName } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';
import { late } from '../../parts/late.ts';

const Nothing = () => null;
const Inspect = late(() => import('../inspect/InspectDialog.tsx').then((it) => it.InspectDialog), Nothing);
const Projects = late(() => import('../projects/ProjectsWindow.tsx').then((it) => it.ProjectsWindow), Nothing);
const Share = late(() => import('../share/ShareDialog.tsx').then((it) => it.ShareDialog), Nothing);
const LinkCard = late(() => import('../link-card/LinkCardDialog.tsx').then((it) => it.LinkCardDialog), Nothing);
const ExportWindow = late(() => import('../export/ExportWindow.tsx').then((it) => it.ExportWindow), Nothing);
const Lessons = late(() => import('../lesson/LessonsWindow.tsx').then((it) => it.LessonsWindow), Nothing);
const ImportWindow = late(() => import('../import/ImportWindow.tsx').then((it) => it.ImportWindow), Nothing);
const Offered = late(() => import('../request/OfferedWindow.tsx').then((it) => it.OfferedWindow), Nothing);
const Shortcuts = late(() => import('../shortcuts/ShortcutsWindow.tsx').then((it) => it.ShortcutsWindow), Nothing);
const Reference = late(() => import('../reference/ReferenceWindow.tsx').then((it) => it.ReferenceWindow), Nothing);

/** The windows of the page, each in a chunk of its own (`late`). A line for each. */
const windows: Readonly<Partial<Record<DialogName, ReactElement>>> = {
  share: <Share />,
  'link-card': <LinkCard />,
  export: <ExportWindow />,
  projects: <Projects />,
  inspect: <Inspect />,
  import: <ImportWindow />,
  'offered-requests': <Offered />,
  shortcuts: <Shortcuts />,
  reference: <Reference />,
  lessons: <Lessons />,
};

/** The window that is asked for. One that comes while somebody is at the palette waits until they are done with it. */
export function Dialogs() {
  const { name, isPaletteOpen } = useSelected(({ view }) => ({ name: view.dialog, isPaletteOpen: view.isPaletteOpen }));
  const [shown, setShown] = useState<DialogName>();
  if (name === undefined || (isPaletteOpen && shown !== name)) return null;
  return (
    <>
      {windows[name]}
      <Shown key={name} onShown={() => setShown(name)} />
    </>
  );
}

/** Comes and tells so together with what stands beside it, however late that loads. */
function Shown({ onShown }: { onShown: () => void }) {
  const tell = useEffectEvent(onShown);
  useEffect(() => tell(), []);
  return null;
}
