import { BookOpen } from 'lucide-react';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Menu, MenuHeading, MenuItem } from '../../parts/Menu.tsx';
import { words } from './top-bar.words.ts';

export function ExamplesMenu() {
  const commands = useCommands();
  const { examples } = usePage();
  const isOpen = useSelected(({ view }) => view.isExamplesOpen);
  return (
    <Menu
      align="end"
      isOpen={isOpen}
      onOpenChange={(isExamplesOpen) => commands.setView({ isExamplesOpen })}
      trigger={
        <Button look="quiet" aria-label={words.examples}>
          <BookOpen aria-hidden />
          <span className="wide-only">{words.examples}</span>
        </Button>
      }
    >
      <MenuHeading>{examples.length === 0 ? words.noExamples : words.examplesHeading}</MenuHeading>
      {examples.map(({ id, title, summary }) => (
        <MenuItem key={id} about={summary} onSelect={() => void commands.loadExample(id)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
