import { KeyRound } from 'lucide-react';
import { startTransition, useOptimistic } from 'react';
import type { MadeLink } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { words } from './share.words.ts';

/** Asked before values that open doors leave the page. */
export function SecretChoice({ made }: { made: Extract<MadeLink, { kind: 'link' }> }) {
  const commands = useCommands();
  // Chosen at once; the link of the choice takes a moment to make.
  const [chosen, setChosen] = useOptimistic(made.withValues);
  const choose = (withValues: boolean) =>
    startTransition(async () => {
      setChosen(withValues);
      await commands.makeLink(withValues);
    });
  const choices = [
    { withValues: false, label: words.withoutValues, about: words.withoutValuesAbout },
    { withValues: true, label: words.withValues, about: words.withValuesAbout },
  ];
  return (
    <fieldset className="share-secrets">
      <legend>
        <KeyRound aria-hidden />
        {words.secrets}
      </legend>
      <p className="faint">{words.secretsAbout(made.secrets)}</p>
      {choices.map(({ withValues, label, about }) => (
        <label key={label}>
          <input type="radio" name="secrets" checked={chosen === withValues} onChange={() => choose(withValues)} />
          <span>
            {label}
            <small className="faint">{about}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
