import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { readTrace, type Report, type Scenario } from '../../src/model/index.ts';
import { headerJourney, type JourneyCell, type JourneyTable } from '../../src/state/index.ts';
import { say } from '../envoy/script-probe.ts';

const kit = new Kit('conformance');

const signs = {
  same: '=',
  added: '+',
  changed: '~',
  removed: '-',
  absent: '.',
  held: 'held',
  replied: 'replied',
  skipped: '/',
};

/** `+value by filter's call in its callback`; nothing of those that a line had from before. */
function cellText(report: Report, { change, value = '', by }: JourneyCell): string {
  const sign = `${signs[change]}${value}`;
  if (by === undefined || by.kind === 'origin') return sign;
  if (by.kind === 'envoy') return `${sign} (Envoy${by.at === undefined ? '' : ` for ${hostcallAt(report, by.at)}`})`;
  expect(hostcallAt(report, by.at)).toBe(by.hostcall);
  const short = (name: string) => name.replace(/^proxy_(?:on_)?/, '').replace('header_map_', '');
  return `${sign} (${by.filter + 1} ${short(by.hostcall)} in ${short(by.callback)})`;
}

function hostcallAt(report: Report, at: number): string {
  const [record] = readTrace(report.trace, at, at + 1);
  return record?.kind === 'hostcall' ? record.name : `no hostcall: ${record?.kind}`;
}

function drawn(report: Report, table: JourneyTable | undefined, names: RegExp): string[] {
  const rows = table?.rows.filter(({ name }) => names.test(name)) ?? [];
  return rows.map(({ name, cells }) => [name, ...cells.map((cell) => cellText(report, cell))].join(' | '));
}

function journeyOf(report: Report, exchange = 0) {
  const found = report.exchanges[exchange];
  if (found === undefined) throw new Error('no such exchange');
  return headerJourney(found, report.trace, exchange);
}

const cookies = {
  upstream: {
    replies: [
      {
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ] as const,
      },
    ],
  },
};

interface Case {
  readonly program: readonly string[];
  readonly scenario?: Partial<Scenario>;
  readonly in: 'request' | 'response' | 'requestTrailers' | 'responseTrailers';
  readonly names: RegExp;
  readonly rows: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a header that is added knows the call': {
    program: ['request_headers add req x-a 1'],
    in: 'request',
    names: /^x-a$/,
    rows: ['x-a | . | +1 (1 add_value in request_headers) | =1 (1 add_value in request_headers)'],
  },
  'adding a name that is there makes another line': {
    program: ['request_headers add req x-a 2'],
    scenario: { requests: [{ headers: [['x-a', '1']] }] },
    in: 'request',
    names: /^x-a$/,
    rows: ['x-a | =1 | =1 | =1', 'x-a | . | +2 (1 add_value in request_headers) | =2 (1 add_value in request_headers)'],
  },
  'adding to a header that Envoy keeps once joins the values': {
    program: ['request_headers add req accept text/html'],
    scenario: { requests: [{ headers: [['accept', '*/*']] }] },
    in: 'request',
    names: /^accept$/,
    rows: [
      'accept | =*/* | ~*/*,text/html (1 add_value in request_headers) | =*/*,text/html (1 add_value in request_headers)',
    ],
  },
  'replacing a name of two lines changes the first and removes the other': {
    program: ['response_headers replace res set-cookie c=3'],
    scenario: { clusters: cookies },
    in: 'response',
    names: /^set-cookie$/,
    rows: [
      'set-cookie | =a=1 | ~c=3 (1 replace_value in response_headers) | =c=3 (1 replace_value in response_headers)',
      'set-cookie | =b=2 | - (1 replace_value in response_headers) | .',
    ],
  },
  'adding a cookie leaves the others alone': {
    program: ['response_headers add res Set-Cookie c=3'],
    scenario: { clusters: cookies },
    in: 'response',
    names: /^set-cookie$/,
    rows: [
      'set-cookie | =a=1 | =a=1 | =a=1',
      'set-cookie | =b=2 | =b=2 | =b=2',
      'set-cookie | . | +c=3 (1 add_value in response_headers) | =c=3 (1 add_value in response_headers)',
    ],
  },
  'removing a name removes each of its lines': {
    program: ['response_headers remove res set-cookie'],
    scenario: { clusters: cookies },
    in: 'response',
    names: /^set-cookie$/,
    rows: [
      'set-cookie | =a=1 | - (1 remove_value in response_headers) | .',
      'set-cookie | =b=2 | - (1 remove_value in response_headers) | .',
    ],
  },
  'the last of several calls made it': {
    program: ['request_headers replace req x-a 1', 'request_headers replace req x-a 2'],
    in: 'request',
    names: /^x-a$/,
    rows: ['x-a | . | +2 (1 replace_value in request_headers) | =2 (1 replace_value in request_headers)'],
  },
  'the same value once more is the same, by the call': {
    program: ['request_headers replace req x-a 1'],
    scenario: { requests: [{ headers: [['x-a', '1']] }] },
    in: 'request',
    names: /^x-a$/,
    rows: ['x-a | =1 | =1 (1 replace_value in request_headers) | =1 (1 replace_value in request_headers)'],
  },
  'a map that is set as a whole: what goes, stays, comes': {
    program: [
      'request_headers set_pairs req :method=GET,:scheme=http,:path=/set,:authority=a,x-forwarded-proto=http,x-keep=1,x-new=2,x-new=3',
    ],
    scenario: {
      requests: [
        {
          headers: [
            ['x-keep', '1'],
            ['x-gone', '1'],
          ],
        },
      ],
    },
    in: 'request',
    names: /^(?:x-(?:keep|gone|new)|:path)$/,
    rows: [
      ':path | =/ | ~/set (1 set_pairs in request_headers) | =/set (1 set_pairs in request_headers)',
      'x-keep | =1 | =1 | =1',
      'x-gone | =1 | - (1 set_pairs in request_headers) | .',
      'x-new | . | +2 (1 set_pairs in request_headers) | =2 (1 set_pairs in request_headers)',
      'x-new | . | +3 (1 set_pairs in request_headers) | =3 (1 set_pairs in request_headers)',
    ],
  },
  'pseudo headers, and what Envoy sets itself': {
    program: ['request_headers replace req :path /other', 'request_headers add req host other.test'],
    in: 'request',
    names: /^(?::path|:authority|x-envoy-expected-rq-timeout-ms)$/,
    rows: [
      ':authority | =lab.test | ~lab.test,other.test (1 add_value in request_headers) | =lab.test,other.test (1 add_value in request_headers)',
      ':path | =/ | ~/other (1 replace_value in request_headers) | =/other (1 replace_value in request_headers)',
      'x-envoy-expected-rq-timeout-ms | . | . | +5000 (Envoy)',
    ],
  },
  'a call that was refused made nothing': {
    program: ['request_body add req x-late 1', 'request_headers add req x-a 1'],
    scenario: { requests: [{ method: 'POST', body: ['b'] }] },
    in: 'request',
    names: /^x-(?:a|late)$/,
    rows: ['x-a | . | +1 (1 add_value in request_headers) | =1 (1 add_value in request_headers)'],
  },
  'a paused stream: what the answer to a call adds before it resumes': {
    program: [
      'request_headers http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000',
      'request_headers ret 1',
      'call effective $caller',
      'call add req x-user anna',
      'call resume req',
    ],
    scenario: { clusters: { upstream: {}, auth: {} } },
    in: 'request',
    names: /^x-user$/,
    rows: ['x-user | . | +anna (1 add_value in http_call_response) | =anna (1 add_value in http_call_response)'],
  },
  'a stream that is held for ever': {
    program: ['request_headers add req x-a 1', 'request_headers ret 1'],
    scenario: { requests: [{ timeout_ms: 500 }] },
    in: 'request',
    names: /^x-a$/,
    rows: ['x-a | . | held1 (1 add_value in request_headers) | /'],
  },
  'request trailers that a filter adds, changes and removes': {
    program: [
      'request_trailers add reqt x-t 3',
      'request_trailers replace reqt x-a 2',
      'request_trailers remove reqt x-b',
    ],
    scenario: {
      requests: [
        {
          method: 'POST',
          body: ['b'],
          framing: 'chunked',
          trailers: [
            ['x-a', '1'],
            ['x-b', '1'],
          ],
        },
      ],
    },
    in: 'requestTrailers',
    names: /./,
    rows: [
      'x-a | =1 | ~2 (1 replace_value in request_trailers) | =2 (1 replace_value in request_trailers)',
      'x-b | =1 | - (1 remove_value in request_trailers) | .',
      'x-t | . | +3 (1 add_value in request_trailers) | =3 (1 add_value in request_trailers)',
    ],
  },
  'trailers that a filter makes in its last body callback': {
    program: ['response_body/eos add rest x-sum 42'],
    scenario: { clusters: { upstream: { replies: [{ body: ['abc'], framing: 'chunked' }] } } },
    in: 'responseTrailers',
    names: /./,
    rows: ['x-sum | . | +42 (1 add_value in response_body) | =42 (1 add_value in response_body)'],
  },
  'a local reply from the request headers': {
    program: ['request_headers local 403 why denied -1 x-why=because', 'request_headers ret 1'],
    in: 'response',
    names: /^(?::status|x-why|content-length)$/,
    rows: [
      ':status | =403 (1 send_local_response in request_headers) | =403 (1 send_local_response in request_headers) | =403 (1 send_local_response in request_headers)',
      'x-why | =because (1 send_local_response in request_headers) | =because (1 send_local_response in request_headers) | =because (1 send_local_response in request_headers)',
      'content-length | =6 (Envoy for proxy_send_local_response) | =6 (Envoy for proxy_send_local_response) | =6 (Envoy for proxy_send_local_response)',
    ],
  },
  'a local reply from the request body': {
    program: ['request_body local 403 why denied -1 x-why=because', 'request_body ret 1'],
    scenario: { requests: [{ method: 'POST', body: ['b'] }] },
    in: 'response',
    names: /^x-why$/,
    rows: [
      'x-why | =because (1 send_local_response in request_body) | =because (1 send_local_response in request_body) | =because (1 send_local_response in request_body)',
    ],
  },
  'a local reply from the answer to a call': {
    program: [
      'request_headers http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000',
      'request_headers ret 1',
      'call effective $caller',
      'call local 401 why no -1 x-why=unknown',
    ],
    scenario: { clusters: { upstream: {}, auth: {} } },
    in: 'response',
    names: /^x-why$/,
    rows: [
      'x-why | =unknown (1 send_local_response in http_call_response) | =unknown (1 send_local_response in http_call_response) | =unknown (1 send_local_response in http_call_response)',
    ],
  },
  'a local reply from the response headers goes past the filters': {
    program: ['response_headers local 503 why no -1 x-why=broken', 'response_headers ret 1'],
    scenario: { clusters: { upstream: { replies: [{ headers: [['x-up', '1']] }] } } },
    in: 'response',
    names: /^(?:x-why|x-up|:status)$/,
    rows: [
      ':status | =200 | replied200 | ~503 (1 send_local_response in response_headers)',
      'x-up | =1 | replied1 | - (1 send_local_response in response_headers)',
      'x-why | . | replied | +broken (1 send_local_response in response_headers)',
    ],
  },
  'a local reply that comes too late reaches nobody': {
    program: ['response_body local 503 why no -1 x-why=late', 'response_body ret 1'],
    scenario: { clusters: { upstream: { replies: [{ body: ['abc'], headers: [['x-up', '1']] }] } } },
    in: 'response',
    names: /^(?:x-why|x-up)$/,
    rows: ['x-up | =1 | =1 | =1'],
  },
  "Envoy's own reply": {
    program: ['request_headers replace req :path /x'],
    scenario: { clusters: { upstream: { refuse: true } } },
    in: 'response',
    names: /^:status$/,
    rows: [':status | =503 (Envoy) | =503 (Envoy) | =503 (Envoy)'],
  },
};

test.each(Object.entries(cases))('%s', (_, { program, scenario, in: place, names, rows }) => {
  const { report } = say(program, scenario);
  expect(drawn(report, journeyOf(report)[place], names)).toEqual(rows);
});

test('each of two filters has its own calls, whatever VM they share', () => {
  const { report } = replay(kit.recorded('lifecycle-two-filters-two-vms'));
  const { request } = journeyOf(report);
  expect(request.columns.map(({ filter }) => filter)).toEqual([undefined, 0, 1, undefined]);
  const times = request.columns.map(({ since }) => since ?? -1);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

/** What a line became is told by the recorded calls alone: nothing is left to guess. */
test('in every recorded scenario each change in a filter has a call that made it', () => {
  const unexplained: string[] = [];
  for (const name of kit.names().filter((one) => /^(?:headers|trailers|local|resume|call|gallery)-/.test(one))) {
    const { report } = replay(kit.recorded(name));
    for (const exchange of report.exchanges.keys()) {
      const journey = journeyOf(report, exchange);
      for (const table of [journey.request, journey.response, journey.requestTrailers, journey.responseTrailers])
        for (const row of table?.rows ?? [])
          for (const [column, { change, by }] of row.cells.entries())
            if (
              table?.columns[column]?.at === 'filter' &&
              /added|changed|removed/.test(change) &&
              by?.kind !== 'hostcall'
            )
              unexplained.push(`${name}: ${row.name} ${change} in column ${column}`);
    }
  }
  expect(unexplained).toEqual([]);
});
