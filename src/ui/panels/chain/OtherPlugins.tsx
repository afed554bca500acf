import { useSelected } from '../../app-context.tsx';
import { ModuleAsk } from './ModuleAsk.tsx';

/** Asks for the modules of plugins that have no card in the chain: network filters, access loggers, services. */
export function OtherPlugins() {
  const { project, absent } = useSelected((state) => ({ project: state.project.current, absent: state.absent }));
  const asked = new Set(project.filters.map(({ module }) => (module.kind === 'wasm' ? module.sha256 : '')));
  const others = [...project.networkFilters, ...project.accessLoggers, ...project.services];
  return (
    <div className="absent-modules">
      {others.map(({ id, name, module }) => {
        if (module.kind !== 'wasm' || !absent.includes(module.sha256) || asked.has(module.sha256)) return null;
        asked.add(module.sha256);
        return <ModuleAsk key={id} id={id} filter={name} module={module} />;
      })}
    </div>
  );
}
