import { expect, test } from 'vitest';
import { abilitiesOf } from '../../src/ui/panels/link-card/abilities.ts';
import { MOST_QR, qrPath } from '../../src/ui/panels/share/qr-path.ts';

const imports = (...names: string[]) => names.map((name) => ({ module: 'env', name, kind: 'function' }));

const modules: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['proxy_log', 'proxy_get_current_time_nanoseconds'], []],
  [['proxy_add_header_map_value'], ['headers']],
  [
    ['proxy_send_local_response', 'proxy_get_header_map_pairs'],
    ['headers', 'answer'],
  ],
  [['proxy_http_call'], ['calls']],
  [
    ['proxy_grpc_call', 'proxy_set_tick_period_milliseconds'],
    ['calls', 'timers'],
  ],
  [['proxy_dequeue_shared_queue'], ['shared']],
  [
    ['proxy_get_property', 'proxy_define_metric', 'proxy_call_foreign_function'],
    ['properties', 'metrics', 'foreign'],
  ],
];

test.each(modules)('a module that imports %j can %j', (names, abilities) => {
  expect(abilitiesOf(imports(...names))).toEqual(abilities);
});

/** Widths of QR codes, as measured for texts of these lengths, with four modules of quiet zone on each side. */
const codes: readonly (readonly [number, number | undefined])[] = [
  [300, 61 + 8],
  [700, 89 + 8],
  [MOST_QR, 117 + 8],
  [MOST_QR + 1, undefined],
];

test.each(codes)('a link of %i characters has a code of %s modules', (length, size) => {
  const code = qrPath('x'.repeat(length));
  expect(code?.size).toBe(size);
  if (code) expect(code.path).toMatch(/^(?:M\d+ \d+h\d+v1h-\d+z)+$/);
});
