import { useId } from 'react';
import { Field } from '../../parts/Field.tsx';
import type { OptionName, OptionTexts, OptionTrouble } from './option-form.ts';
import { optionTroubles, optionWords, words } from './export.words.ts';

interface OptionFieldsProps {
  readonly names: readonly OptionName[];
  readonly texts: OptionTexts;
  readonly troubles: Readonly<Partial<Record<OptionName, OptionTrouble>>>;
  readonly onChange: (name: OptionName, text: string) => void;
}

export function OptionFields({ names, texts, troubles, onChange }: OptionFieldsProps) {
  const id = useId();
  if (names.length === 0) return null;
  return (
    <section className="export-options" aria-label={words.options}>
      {names.map((name) => {
        const { label, hint } = optionWords[name];
        const trouble = troubles[name];
        return (
          <div key={name} data-option={name}>
            <Field label={label}>
              <input
                className="input mono"
                value={texts[name] ?? ''}
                placeholder={hint}
                spellCheck={false}
                {...(trouble && { 'aria-invalid': true, 'aria-describedby': `${id}-${name}` })}
                onChange={({ target: { value } }) => onChange(name, value)}
              />
            </Field>
            {trouble && <small id={`${id}-${name}`}>{optionTroubles[trouble]}</small>}
          </div>
        );
      })}
    </section>
  );
}
