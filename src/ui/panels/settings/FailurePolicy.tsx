import { useId } from 'react';
import type { ChainFilter } from '../../../model/index.ts';
import type { FilterFields } from '../../../state/index.ts';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import { words } from './settings.words.ts';

const policies: readonly ChainFilter['failurePolicy'][] = ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD'];
const HOUR_MS = 3_600_000;

interface FailurePolicyProps {
  readonly plugin: ChainFilter;
  readonly onChange: (fields: FilterFields) => void;
}

/** What becomes of requests behind a trap. */
export function FailurePolicy({ plugin, onChange }: FailurePolicyProps) {
  const group = useId();
  return (
    <Section title={words.failure} about={words.failureAbout}>
      <fieldset className="settings-choices">
        <legend className="for-readers">{words.failure}</legend>
        {policies.map((policy) => (
          <label key={policy} className="settings-choice">
            <input
              type="radio"
              className="check"
              name={group}
              checked={plugin.failurePolicy === policy}
              onChange={() => onChange({ failurePolicy: policy })}
            />
            <span>
              {words.policies[policy].name} <code>{policy}</code>
              <small>{words.policies[policy].about}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {plugin.failurePolicy === 'FAIL_RELOAD' && (
        <div className="settings-pair">
          <NumberField
            label={words.reloadMs}
            value={plugin.reloadMs}
            max={HOUR_MS}
            help={words.reloadAbout}
            onChange={(reloadMs) => onChange({ reloadMs })}
          />
        </div>
      )}
    </Section>
  );
}
