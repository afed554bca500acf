import type { ChainFilter } from '../../../model/index.ts';
import type { Imported } from '../../../state/index.ts';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { words } from './import.words.ts';

const kinds = ['filters', 'networkFilters', 'accessLoggers', 'services'] as const;

/** The plugins of what was read, in their order, and what stands around them. */
export function FoundChain({ imported: { project, modules } }: { imported: Imported }) {
  const counts = [
    project.clusters.length > 0 && words.clusters(project.clusters.length),
    project.routes.length > 0 && words.routes(project.routes.length),
  ].filter(Boolean);
  const codeOf = ({ module }: ChainFilter) => {
    if (module.kind !== 'wasm') return '';
    return modules.has(module.sha256) ? words.inText : module.fileName;
  };
  return (
    <>
      {kinds
        .filter((kind) => project[kind].length > 0)
        .map((kind) => (
          <div key={kind} className="import-kind">
            <h4>{words.kinds[kind]}</h4>
            <ol className="import-list">
              {project[kind].map((plugin, i) => (
                <li key={plugin.id} className="import-plugin">
                  {kind === 'filters' && <FilterNumber index={i} />}
                  <div>
                    <strong>{plugin.name}</strong>
                    <small>
                      {plugin.rootId === '' ? words.noRoot : `${words.root} ${plugin.rootId}`} · {plugin.failurePolicy}{' '}
                      · {codeOf(plugin)}
                    </small>
                    {plugin.configuration !== '' && (
                      <code className="import-configuration">{plugin.configuration}</code>
                    )}
                  </div>
                </li>
              ))}
            </ol>
          </div>
        ))}
      {counts.length > 0 && <p className="import-about">{counts.join(' · ')}</p>}
    </>
  );
}
