import type { ModuleDescription } from '../../../model/index.ts';
import { sizeText } from '../../parts/size-text.ts';
import { words } from './inspect.words.ts';
import { MOST_ROWS } from './VerdictTable.tsx';

type Section = ModuleDescription['sections'][number];

/** What most of a module is made of has a hue of its own; the others of the specification have none, custom ones share one. */
const hues: Readonly<Record<string, number>> = { code: 0, data: 1, name: 3, element: 2 };
const hueOf = ({ id, name }: Section): number | undefined => (id === 0 && name !== 'name' ? 5 : hues[name]);

/** How a module's bytes are spent. */
export function SectionTable({ sections, size }: { sections: readonly Section[]; size: number }) {
  const columns = words.sectionColumns;
  const shown = sections.slice(0, MOST_ROWS);
  const share = (part: number) => (size === 0 ? 0 : (part / size) * 100);
  if (sections.length === 0) return <p className="soft">{words.noSections}</p>;
  return (
    <>
      <div className="section-bar" aria-hidden>
        {shown.map((section, index) => (
          <span key={index} data-hue={hueOf(section)} style={{ flexGrow: section.size }} />
        ))}
      </div>
      <table className="inspect-table numbers">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.items}</th>
            <th scope="col">{columns.size}</th>
            <th scope="col">{columns.share}</th>
            <th scope="col">{columns.from}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((section, index) => (
            <tr key={index}>
              <th scope="row">
                <span className="section-dot" data-hue={hueOf(section)} aria-hidden />
                {section.name === '' ? words.custom : section.name}
                {section.id === 0 && <small>{words.custom}</small>}
              </th>
              <td>{section.items?.toLocaleString('en') ?? ''}</td>
              <td>{sizeText(section.size)}</td>
              <td>{share(section.size).toFixed(1)} %</td>
              <td>{section.from.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sections.length > MOST_ROWS && <p className="soft">{words.more(sections.length - MOST_ROWS)}</p>}
    </>
  );
}
