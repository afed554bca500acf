import { useId } from 'react';
import type { ChainFilter, ModuleInfo } from '../../../model/index.ts';
import { useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { capabilityGroups, unknownCapabilities } from './capability-groups.ts';
import { Section } from './Section.tsx';
import { words } from './settings.words.ts';

interface CapabilitiesProps {
  readonly plugin: ChainFilter;
  readonly onChange: (capabilities: readonly string[] | null) => void;
}

/** Everything, or a chosen set of what the module may call and be called by. */
export function Capabilities({ plugin, onChange }: CapabilitiesProps) {
  const group = useId();
  const info = useModuleInfo(plugin);
  const used = new Set([...(info?.imports.map(({ name }) => name) ?? []), ...(info?.callbacks ?? [])]);
  const offered = capabilityGroups.flatMap(({ names }) => names);
  const usedNames = offered.filter((name) => used.has(name));
  const chosen = plugin.capabilities;
  const unknown = unknownCapabilities(chosen ?? []);
  return (
    <Section title={words.capabilities} about={words.capabilitiesAbout}>
      <fieldset className="settings-choices">
        <legend className="for-readers">{words.capabilities}</legend>
        <label className="settings-choice">
          <input
            type="radio"
            className="check"
            name={group}
            checked={chosen === null}
            onChange={() => onChange(null)}
          />
          <span>{words.allCapabilities}</span>
        </label>
        <label className="settings-choice">
          <input
            type="radio"
            className="check"
            name={group}
            checked={chosen !== null}
            onChange={() => chosen ?? onChange(usedNames)}
          />
          <span>
            {words.someCapabilities}
            {chosen !== null && <small>{chosen.length === 0 ? words.noneChosen : words.chosen(chosen.length)}</small>}
          </span>
        </label>
      </fieldset>
      {chosen !== null && (
        <div className="capability-groups">
          {used.size > 0 && (
            <Button small className="add-row" onClick={() => onChange(usedNames)}>
              {words.chooseImports}
            </Button>
          )}
          {capabilityGroups.map(({ id, names }) => (
            <Group key={id} title={words.groups[id]} names={names} chosen={chosen} used={used} onChange={onChange} />
          ))}
          {unknown.length > 0 && (
            <p className="settings-fault" data-tone="changed">
              {words.unknownNames(unknown)}
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly used: ReadonlySet<string>;
  readonly onChange: (capabilities: readonly string[]) => void;
}

function Group({ title, names, chosen, used, onChange }: GroupProps) {
  const count = names.filter((name) => chosen.includes(name)).length;
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <details>
      <summary>
        {title}
        <span className="count">
          {count} / {names.length}
        </span>
      </summary>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" className="check" checked={chosen.includes(name)} onChange={() => toggle(name)} />
              {name}
              {used.has(name) && <small>{words.imported}</small>}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the module says of itself: an upload at once, what is built here once it has run. */
function useModuleInfo({ id, module }: ChainFilter): ModuleInfo | undefined {
  return useSelected(({ modules, run }) => {
    if (module.kind === 'wasm') return modules[module.sha256]?.info;
    const at = run.result?.plugins.findIndex((plugin) => plugin.id === id) ?? -1;
    return run.result?.report.plugins[at]?.info;
  });
}
