import { Check } from 'lucide-react';
import { useCommands } from '../../app-context.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { MenuItem } from '../../parts/MenuParts.tsx';
import { SubMenu } from '../../parts/SubMenu.tsx';
import { type ChosenVerb, useVerbs } from '../../use-verbs.ts';
import { verbGroupNames } from './verb-groups.words.ts';

export function VerbMenus() {
  return useVerbs().map(({ group, verbs }) => (
    <SubMenu key={group} title={verbGroupNames[group]}>
      {verbs.map((verb) => (
        <VerbItem key={verb.id} verb={verb} />
      ))}
    </SubMenu>
  ));
}

function VerbItem({ verb: { id, title, keys, unable, isChosen } }: { verb: ChosenVerb }) {
  const commands = useCommands();
  const icon = isChosen === true ? <Check aria-hidden /> : <span className="icon-space" />;
  return (
    <MenuItem
      isDisabled={unable !== undefined}
      onSelect={() => void commands.act(id)}
      icon={icon}
      {...(isChosen !== undefined && { isChosen })}
      {...(unable !== undefined && { about: unable })}
      {...(keys[0] !== undefined && { keys: keyLabel(keys[0]) })}
    >
      {title}
    </MenuItem>
  );
}
