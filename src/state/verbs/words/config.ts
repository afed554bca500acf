import type { ChainFilter } from '../../../model/index.ts';
import type { FilterFields } from '../../commands/commands.ts';
import { currentProject } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { columns, say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { filterNames, positionOf } from './filter-names.ts';

interface Key {
  readonly read: (filter: ChainFilter) => string;
  /** A text says why the value cannot be. */
  readonly write: (value: string) => FilterFields | string;
}

const text = (field: 'name' | 'rootId' | 'vmId' | 'configuration' | 'vmConfiguration'): Key => ({
  read: (filter) => filter[field],
  write: (value) => ({ [field]: value }),
});

const policies = ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD'] as const;

/** Names as Envoy has them. */
const keys: Readonly<Record<string, Key>> = {
  name: text('name'),
  root_id: text('rootId'),
  vm_id: text('vmId'),
  configuration: text('configuration'),
  vm_configuration: text('vmConfiguration'),
  failure_policy: {
    read: ({ failurePolicy }) => failurePolicy,
    write: (value) => {
      const policy = policies.find((one) => one === value.toUpperCase());
      return policy ? { failurePolicy: policy } : `${value}: a failure policy is ${policies.join(', ')}`;
    },
  },
};
const keyNames = Object.keys(keys);

/** `config`: reads and sets what a filter is given. */
export function configWord({ context, commands }: Tools): TypedVerb {
  const filters = () => currentProject(context).filters;
  const show = (filter: ChainFilter): void => {
    say(context, columns(keyNames.map((name) => [name, keys[name]?.read(filter) ?? ''])));
  };
  return {
    word: 'config',
    usage: '[get FILTER [KEY] | set FILTER KEY VALUE | on FILTER | off FILTER]',
    operands: ([action, filter, key]) => {
      if (action === undefined) return ['get', 'set', 'on', 'off'];
      if (filter === undefined) return filterNames(filters());
      if (action === 'on' || action === 'off') return [];
      if (key === undefined) return keyNames;
      return action === 'set' && key === 'failure_policy' ? policies : [];
    },
    run({ operands }: Arguments) {
      const [action, name, key, ...value] = operands;
      if (action === undefined) {
        const rows = filters().map((filter, i) => [
          String(i + 1),
          filter.name,
          filter.enabled ? 'on' : 'off',
          moduleText(filter),
        ]);
        say(context, rows.length === 0 ? [{ kind: 'note', text: 'The chain is empty.' }] : columns(rows));
        return undefined;
      }
      if (!['get', 'set', 'on', 'off'].includes(action)) return `${action}: say get, set, on or off`;
      if (name === undefined) return `${action}: of which filter? There are ${filterNames(filters()).join(', ')}`;
      const position = positionOf(name, filters());
      const filter = typeof position === 'number' ? filters()[position] : undefined;
      if (filter === undefined) return String(position);
      if (action === 'on' || action === 'off') {
        if (filter.enabled !== (action === 'on')) commands.toggleFilter(filter.id);
        return undefined;
      }
      if (key === undefined) {
        if (action === 'set') return `set: which key? They are ${keyNames.join(', ')}`;
        show(filter);
        return undefined;
      }
      const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (known === undefined) return wrongKey(key);
      if (action === 'get') {
        say(context, [known.read(filter)]);
        return undefined;
      }
      if (value.length === 0) return `set: the value of ${key} is missing; "" empties it`;
      const fields = known.write(value.join(' '));
      if (typeof fields === 'string') return fields;
      commands.setFilter(filter.id, fields);
      return undefined;
    },
  };
}

function wrongKey(key: string): string {
  const meant = nearest(key, keyNames);
  return `${key}: not a key; ${meant ? `did you mean ${meant}?` : `the keys are ${keyNames.join(', ')}`}`;
}

function moduleText({ module }: ChainFilter): string {
  return module.kind === 'source' ? module.entry : module.fileName;
}
