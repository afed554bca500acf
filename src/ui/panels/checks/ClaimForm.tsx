import { type FormEvent, useState } from 'react';
import type { ExpectedClaim } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import {
  asksFor,
  type ClaimDraft,
  claimModes,
  claimOf,
  hasValue,
  kindsFor,
  logLevels,
  modesFor,
} from './claim-form.ts';
import { words } from './checks.words.ts';

interface ClaimFormProps {
  /** Of a connection; otherwise of a request. */
  readonly isTcp: boolean;
  readonly draft: ClaimDraft;
  readonly onKeep: (claim: ExpectedClaim) => void;
  readonly onCancel: () => void;
}

/** Writes a claim, or changes one. */
export function ClaimForm({ isTcp, draft: first, onKeep, onCancel }: ClaimFormProps) {
  const [draft, setDraft] = useState(first);
  const { kind, name, value, mode, vmId, level } = draft;
  const kinds = kindsFor(isTcp);
  const asks = asksFor(kind);
  const claim = claimOf(draft);
  const choices = choicesFor(kind);
  const set = (fields: Partial<ClaimDraft>) => setDraft({ ...draft, ...fields });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (claim) onKeep(claim);
  };
  return (
    // Escape gives up, wherever in the form the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="claim-form"
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <select
        className="input"
        aria-label={words.kind}
        // A form that somebody asked for takes the focus.
        ref={focusOnce}
        value={kind}
        onChange={(event) => {
          const to = kinds.find((one) => one === event.target.value);
          if (to) set({ kind: to, mode: 'is', value: firstValue(to), ...(!asksFor(to).name && { name: '' }) });
        }}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </select>
      {asks.name && (
        <input
          className="input mono"
          aria-label={nameHint(draft)}
          placeholder={nameHint(draft)}
          value={name}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ name: event.target.value })}
        />
      )}
      {asks.mode && (
        <select
          className="input"
          aria-label={words.mode}
          value={mode}
          onChange={(event) => set({ mode: claimModes.find((one) => one === event.target.value) ?? 'is' })}
        >
          {modesFor(kind).map((one) => (
            <option key={one} value={one}>
              {words.modes[one]}
            </option>
          ))}
        </select>
      )}
      {choices && (
        <select
          className="input"
          aria-label={words.value}
          value={value}
          onChange={(event) => set({ value: event.target.value })}
        >
          {Object.entries(choices).map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      )}
      {!choices && hasValue(draft) && (
        <input
          className="input mono"
          aria-label={words.value}
          placeholder={valueHint(draft)}
          value={value}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ value: event.target.value })}
        />
      )}
      {asks.vmId && (
        <input
          className="input mono"
          aria-label={words.vmId}
          placeholder={words.vmId}
          value={vmId}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ vmId: event.target.value })}
        />
      )}
      {asks.level && (
        <select
          className="input"
          aria-label={words.level}
          value={level}
          onChange={(event) => set({ level: event.target.value })}
        >
          {logLevels.map((one) => (
            <option key={one} value={one}>
              {one === '' ? words.anyLevel : one}
            </option>
          ))}
        </select>
      )}
      <Button small type="submit" look="primary" disabled={claim === undefined}>
        {words.keep}
      </Button>
      <Button small look="quiet" onClick={onCancel}>
        {words.cancel}
      </Button>
    </form>
  );
}

/** Values to choose from; undefined: it is written. */
function choicesFor(kind: ClaimDraft['kind']): Readonly<Record<string, string>> | undefined {
  if (kind === 'closedBy') return words.ends;
  return kind === 'held' ? words.yesNo : undefined;
}

const firstValue = (kind: ClaimDraft['kind']): string => Object.keys(choicesFor(kind) ?? {})[0] ?? '';

const focusOnce = (element: HTMLElement | null) => element?.focus();

function nameHint({ kind }: ClaimDraft): string {
  const { other, ...hints }: Partial<Record<ClaimDraft['kind'], string>> & { other: string } = words.names;
  return hints[kind] ?? other;
}

function valueHint({ kind }: ClaimDraft): string {
  if (kind === 'hostcalls' || kind === 'callbacks') return words.values.count;
  if (kind === 'localReply') return words.values.localReply;
  return kind === 'json' ? words.values.json : words.values.other;
}
