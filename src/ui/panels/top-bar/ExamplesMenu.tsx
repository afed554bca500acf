import { BookOpen } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { MenuHeading, MenuItem } from '../../parts/Menu.tsx';
import { words } from './top-bar.words.ts';

export function ExamplesMenu() {
  const commands = useCommands();
  const { examples } = usePage();
  const isOpen = useSelected(({ view }) => view.isExamplesOpen);
  return (
    <DropdownMenu.Root
      modal={false}
      open={isOpen}
      onOpenChange={(isExamplesOpen) => commands.setView({ isExamplesOpen })}
    >
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" aria-label={words.examples}>
          <BookOpen aria-hidden />
          <span className="wide-only">{words.examples}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <MenuHeading>{examples.length === 0 ? words.noExamples : words.examplesHeading}</MenuHeading>
          {examples.map(({ id, title, summary }) => (
            <MenuItem key={id} about={summary} onSelect={() => void commands.loadExample(id)}>
              {title}
            </MenuItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
