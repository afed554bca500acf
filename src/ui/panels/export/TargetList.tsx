import type { ExportTable, GeneratorId, TargetGroup } from '../../../state/index.ts';
import { groupNames, targetWords, words } from './export.words.ts';

/** A target, or the modules by themselves. */
export type Choice = GeneratorId | 'modules';

interface TargetListProps {
  readonly table: ExportTable;
  readonly chosen: Choice;
  readonly onChoose: (id: Choice) => void;
}

interface Group {
  readonly name: string;
  readonly entries: readonly { readonly id: Choice; readonly title: string }[];
}

function groupsOf({ generators, generatorIds: all, loadTool }: ExportTable): readonly Group[] {
  const generatorIds = all.filter((id) => generators[id].group !== 'zip' || loadTool !== undefined);
  const groups = [...new Set(generatorIds.map((id): TargetGroup => generators[id].group))];
  return [
    ...groups.map((group) => ({
      name: groupNames[group],
      entries: generatorIds
        .filter((id) => generators[id].group === group)
        .map((id) => ({ id, title: targetWords[id][0] })),
    })),
    { name: words.modules, entries: [{ id: 'modules', title: words.modulesTitle }] },
  ];
}

export function TargetList({ table, chosen, onChoose }: TargetListProps) {
  return (
    <nav className="export-targets scrolls" aria-label={words.targets}>
      {groupsOf(table).map(({ name, entries }) => (
        <section key={name}>
          <h3>{name}</h3>
          <ul>
            {entries.map(({ id, title }) => (
              <li key={id}>
                <button type="button" aria-current={id === chosen || undefined} onClick={() => onChoose(id)}>
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The same where there is little room. */
export function TargetSelect({ table, chosen, onChoose }: TargetListProps) {
  const groups = groupsOf(table);
  const ids = groups.flatMap(({ entries }) => entries.map(({ id }) => id));
  const choose = (value: string) => {
    const id = ids.find((one) => one === value);
    if (id !== undefined) onChoose(id);
  };
  return (
    <select
      className="input export-select"
      aria-label={words.target}
      value={chosen}
      onChange={({ target: { value } }) => choose(value)}
    >
      {groups.map(({ name, entries }) => (
        <optgroup key={name} label={name}>
          {entries.map(({ id, title }) => (
            <option key={id} value={id}>
              {`${name}: ${title}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
