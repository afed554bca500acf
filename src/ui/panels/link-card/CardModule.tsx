import { Package } from 'lucide-react';
import type { CardModule as Module } from '../../../state/index.ts';
import { Note } from '../../parts/Note.tsx';
import { abilitiesOf } from './abilities.ts';
import { FileNeeded } from './FileNeeded.tsx';
import { words } from './link-card.words.ts';

export function CardModule({ module }: { module: Module }) {
  const { fileName, size, sha256, from, info } = module;
  return (
    <li>
      <h3>
        <Package aria-hidden />
        {fileName}
        <span className="faint">
          {words.size(size)}, {words.from[from]}
        </span>
      </h3>
      <dl>
        <dt>{words.sha256}</dt>
        <dd className="mono">{sha256}</dd>
        {typeof info === 'object' && <Facts info={info} />}
      </dl>
      {info === 'unreadable' && <Note tone="removed">{words.unreadable}</Note>}
      {info === undefined && from !== 'missing' && <p className="faint">{words.reading}</p>}
      {typeof info === 'object' && (
        <details>
          <summary>
            {words.imports} <span className="count">{info.imports.length}</span>
          </summary>
          <ul className="mono">
            {info.imports.map(({ module: from, name }, i) => (
              <li key={i}>
                {from}.{name}
              </li>
            ))}
          </ul>
        </details>
      )}
      {from === 'missing' && <FileNeeded module={module} />}
    </li>
  );
}

function Facts({ info }: { info: Exclude<Module['info'], 'unreadable' | undefined> }) {
  const can = abilitiesOf(info.imports).map((ability) => words.abilities[ability]);
  return (
    <>
      <dt>{words.language}</dt>
      <dd>{info.language ?? words.unknown}</dd>
      <dt>{words.abi}</dt>
      <dd>{info.abi ?? words.unknown}</dd>
      <dt>{words.can}</dt>
      <dd>{can.length === 0 ? words.nothingMore : can.join(', ')}</dd>
    </>
  );
}
