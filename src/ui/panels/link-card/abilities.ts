import type { CardModule } from '../../../state/index.ts';
import type { words } from './link-card.words.ts';

type Ability = keyof typeof words.abilities;
type Imports = Exclude<CardModule['info'], 'unreadable' | undefined>['imports'];

/** What an import lets a module do. What is in no row is ordinary: its log, the time, its own configuration. */
const abilities: readonly (readonly [Ability, RegExp])[] = [
  ['headers', /^proxy_(?:get|set|add|replace|remove)_header_map|^proxy_set_header_map_pairs/],
  ['bodies', /^proxy_(?:get|set)_buffer/],
  ['answer', /^proxy_send_(?:local_response|http_response)/],
  ['hold', /^proxy_(?:continue|close)_/],
  ['calls', /^proxy_(?:http_call|dispatch_http_call|grpc_)/],
  ['timers', /^proxy_set_tick_period/],
  [
    'shared',
    /^proxy_(?:get|set)_shared_data|^proxy_(?:register|resolve|enqueue|dequeue)_shared_queue|^proxy_(?:enqueue|dequeue)/,
  ],
  ['properties', /^proxy_(?:get|set)_property/],
  ['metrics', /^proxy_(?:define|increment|record|get)_metric/],
  ['foreign', /^proxy_call_foreign_function/],
];

export function abilitiesOf(imports: Imports): readonly Ability[] {
  return abilities.filter(([, pattern]) => imports.some(({ name }) => pattern.test(name))).map(([ability]) => ability);
}
