import type { ChainFilter } from '../../../model/index.ts';
import type { FilterFields, KnownModule } from '../../../state/index.ts';
import { Field } from '../../parts/Field.tsx';
import { ModuleFacts } from './ModuleFacts.tsx';
import { words } from './chain.words.ts';

interface FilterDetailsProps {
  readonly filter: ChainFilter;
  readonly known: KnownModule | undefined;
  readonly onChange: (fields: FilterFields) => void;
}

type Policy = ChainFilter['failurePolicy'];
const policies: readonly Policy[] = ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD'];

export function FilterDetails({ filter, known, onChange }: FilterDetailsProps) {
  const text = (label: string, key: 'name' | 'rootId' | 'vmId') => (
    <Field label={label}>
      <input
        className={key === 'name' ? 'input' : 'input mono'}
        value={filter[key]}
        spellCheck={false}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </Field>
  );
  const setPolicy = (value: string) => {
    const failurePolicy = policies.find((one) => one === value);
    if (failurePolicy) onChange({ failurePolicy });
  };
  return (
    <div className="card-details">
      {text(words.name, 'name')}
      <div className="pair">
        {text(words.rootId, 'rootId')}
        {text(words.vmId, 'vmId')}
      </div>
      <Field label={words.configuration}>
        <textarea
          className="input mono"
          rows={Math.min(10, Math.max(3, filter.configuration.split('\n').length))}
          placeholder={words.configurationHint}
          value={filter.configuration}
          spellCheck={false}
          onChange={(event) => onChange({ configuration: event.target.value })}
        />
      </Field>
      <Field label={words.failurePolicy}>
        <select className="input" value={filter.failurePolicy} onChange={(event) => setPolicy(event.target.value)}>
          {policies.map((policy) => (
            <option key={policy} value={policy}>
              {words.policies[policy]}
            </option>
          ))}
        </select>
      </Field>
      {filter.module.kind === 'wasm' && <ModuleFacts sha256={filter.module.sha256} known={known} />}
    </div>
  );
}
