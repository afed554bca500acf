import { useId } from 'react';
import type { ChainFilter } from '../../../model/index.ts';
import { useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { heardOfRootId, rootIdsOf } from './root-ids.ts';
import { words } from './settings.words.ts';

interface RootIdFieldProps {
  readonly plugin: ChainFilter;
  readonly onChange: (rootId: string) => void;
}

const MOST_OFFERED = 6;

const sourceText = (names: readonly string[]) => (names.length > 0 ? words.rootIds(names) : words.rootIdAny);

/** The root id, with those offered that the source registers. */
export function RootIdField({ plugin, onChange }: RootIdFieldProps) {
  const list = useId();
  const files = useSelected(({ project }) => project.current.files);
  const result = useSelected(({ run }) => run.result);
  const { module, rootId } = plugin;
  const ids = module.kind === 'source' ? rootIdsOf(Object.values(files)) : undefined;
  const heard = module.kind === 'wasm' ? heardOfRootId(result, plugin) : undefined;
  const names = ids?.names ?? heard?.names ?? [];
  const isUnknown = (ids !== undefined && !ids.takesAny && !names.includes(rootId)) || heard?.isRefused === true;
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
          <span>{ids ? words.rootIdUnknown(rootId, names) : words.rootIdRefused(rootId, names)}</span>
          {others.map((name) => (
            <Button key={name} small onClick={() => onChange(name)}>
              {words.use(name)}
            </Button>
          ))}
        </div>
      ) : (
        <p className="settings-help">{ids ? sourceText(names) : heard ? words.rootIdTaken : words.rootIdModule}</p>
      )}
    </>
  );
}
