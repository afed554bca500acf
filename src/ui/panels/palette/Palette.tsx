import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { type ChosenVerb, useVerbs } from '../../use-verbs.ts';
import { verbGroupNames } from '../menu/verb-groups.words.ts';
import { paletteScore } from './palette-score.ts';
import { words } from './palette.words.ts';
import './palette.css';

/** Every verb of the product, by name; and what can be opened or sent. */
export function Palette() {
  useFocusReturn(); // the dialog would give it to its trigger, and has none
  const commands = useCommands();
  const { examples } = usePage();
  const groups = useVerbs();
  const { files, requests } = useSelected(({ project: { current } }) => current);
  const close = () => commands.setView({ isPaletteOpen: false });
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  const send = (id: string) => {
    commands.selectRequest(id);
    void commands.run();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      label={words.title}
      filter={paletteScore}
      overlayClassName="dialog-veil"
      contentClassName="dialog palette"
    >
      <Command.Input className="palette-input" aria-label={words.search} placeholder={words.hint} />
      <Command.List className="palette-list">
        <Command.Empty className="empty">{words.none}</Command.Empty>
        {groups.map(({ group, verbs }) => (
          <Command.Group key={group} heading={verbGroupNames[group]}>
            {verbs
              .filter(({ id }) => id !== 'palette')
              .map((verb) => (
                <VerbItem key={verb.id} verb={verb} onSelect={choose(() => void commands.act(verb.id))} />
              ))}
          </Command.Group>
        ))}
        <Command.Group heading={words.requests}>
          {requests.map(({ id, name, method }) => (
            <Item key={id} value={`send ${name} ${id}`} onSelect={choose(() => send(id))}>
              {name}
              <span className="palette-aside faint">{method}</span>
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading={words.files}>
          {Object.keys(files)
            .sort()
            .map((path) => (
              <Item key={path} value={`file ${path}`} onSelect={choose(() => commands.openFile(path))}>
                {path}
              </Item>
            ))}
        </Command.Group>
        <Command.Group heading={words.examples}>
          {examples.map(({ id, title }) => (
            <Item key={id} value={`example ${title} ${id}`} onSelect={choose(() => void commands.loadExample(id))}>
              {title}
            </Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}

function VerbItem({ verb, onSelect }: { verb: ChosenVerb; onSelect: () => void }) {
  const { title, group, keys, unable, isChosen } = verb;
  return (
    <Item value={title} keywords={[verbGroupNames[group]]} isDisabled={unable !== undefined} onSelect={onSelect}>
      <span>
        {title}
        {unable !== undefined && <small>{unable}</small>}
      </span>
      {isChosen === true && <Check aria-label={words.chosen} />}
      {keys[0] !== undefined && <kbd>{keyLabel(keys[0])}</kbd>}
    </Item>
  );
}

interface ItemProps {
  /** What is searched; each of its own. */
  readonly value: string;
  readonly keywords?: string[];
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Item({ value, keywords = [], isDisabled = false, onSelect, children }: ItemProps) {
  return (
    <Command.Item value={value} keywords={keywords} disabled={isDisabled} className="menu-item" onSelect={onSelect}>
      {children}
    </Command.Item>
  );
}
