import type { KnownModule } from '../../../state/index.ts';
import { sizeText } from '../../parts/size-text.ts';
import { words } from './chain.words.ts';

/** What an uploaded module says of itself. */
export function ModuleFacts({ sha256, known }: { sha256: string; known: KnownModule | undefined }) {
  if (known === undefined) return null;
  const { info, size } = known;
  const facts: readonly (readonly [string, string])[] = [
    [words.abi, info.abi ?? words.unknown],
    [words.language, info.language ?? words.unknown],
    [words.size, sizeText(size)],
    [words.sha256, sha256.slice(0, 12)],
  ];
  return (
    <div className="module-facts">
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Names title={words.imports} names={info.imports.map(({ module, name }) => `${module}.${name}`)} />
      <Names title={words.callbacks} names={info.callbacks} />
    </div>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <details>
      <summary>
        {title} <span className="count">{names.length}</span>
      </summary>
      <ul className="mono">
        {names.map((name, index) => (
          <li key={index}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
