import { useSelected } from '../../app-context.tsx';
import { ModuleAsk } from '../chain/ModuleAsk.tsx';

/** Asks for each module that the chain needs and this browser has not got. */
export function AbsentModules() {
  const { filters, absent } = useSelected((state) => ({
    filters: state.project.current.filters,
    absent: state.absent,
  }));
  const asked = new Set<string>();
  return (
    <div className="absent-modules">
      {filters.map(({ id, name, enabled, module }) => {
        if (!enabled || module.kind !== 'wasm' || !absent.includes(module.sha256) || asked.has(module.sha256))
          return null;
        asked.add(module.sha256);
        return <ModuleAsk key={id} id={id} filter={name} module={module} />;
      })}
    </div>
  );
}
