import { Fragment } from 'react';
import { useCommands } from '../../app-context.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { useVerbs } from '../../use-verbs.ts';
import { verbGroupNames } from '../menu/verb-groups.words.ts';
import { words } from './shortcuts.words.ts';
import './shortcuts.css';

interface Keys {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly keys: readonly string[] }[];
}

/** All keys of the page: those of verbs, and those that the parts of the page have. */
export function ShortcutsWindow() {
  const commands = useCommands();
  const ofVerbs: readonly Keys[] = useVerbs().map(({ group, verbs }) => ({
    title: verbGroupNames[group],
    rows: verbs.filter(({ keys }) => keys.length > 0),
  }));
  const shown = [...ofVerbs, ...words.parts].filter(({ rows }) => rows.length > 0);
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      size="large"
      onClose={() => commands.setView({ dialog: undefined })}
    >
      <div className="key-groups">
        {shown.map(({ title, rows }) => (
          <section key={title} className="key-group" aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map((row) => (
                <Fragment key={row.title}>
                  <dt>{row.title}</dt>
                  <dd>
                    {row.keys
                      .filter((key) => key !== 'Shift+?')
                      .map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
