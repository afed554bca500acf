import { useId } from 'react';
import type { ChainFilter } from '../../../model/index.ts';
import { useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { rootIdsOf } from './root-ids.ts';
import { words } from './settings.words.ts';

interface RootIdFieldProps {
  readonly plugin: ChainFilter;
  readonly onChange: (rootId: string) => void;
}

const MOST_OFFERED = 6;

/** The root id, with those offered that the source registers. */
export function RootIdField({ plugin, onChange }: RootIdFieldProps) {
  const list = useId();
  const files = useSelected(({ project }) => project.current.files);
  const { module, rootId } = plugin;
  const ids = module.kind === 'source' ? rootIdsOf(Object.values(files)) : undefined;
  const names = ids?.names ?? [];
  const isUnknown = ids !== undefined && !ids.takesAny && !names.includes(rootId);
  const others = names.filter((name) => name !== rootId).slice(0, MOST_OFFERED);
  return (
    <>
      <Field label={words.rootId}>
        <input
          className="input mono"
          value={rootId}
          spellCheck={false}
          list={list}
          aria-invalid={isUnknown || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <datalist id={list}>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      </Field>
      {isUnknown ? (
        <div className="settings-fault">
          <span>{words.rootIdUnknown(rootId, names)}</span>
          {others.map((name) => (
            <Button key={name} small onClick={() => onChange(name)}>
              {words.use(name)}
            </Button>
          ))}
        </div>
      ) : (
        <p className="settings-help">
          {ids === undefined ? words.rootIdModule : names.length > 0 ? words.rootIds(names) : words.rootIdAny}
        </p>
      )}
    </>
  );
}
