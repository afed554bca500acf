import { expect, test } from 'vitest';
import { bugReportText } from '../../src/share/link/index.ts';

const report = {
  project: 'Add a header',
  link: 'http://weir.test/#1abc',
  versions: { compiler: '0.28.20', sdk: '0.1.0' },
  request: "curl 'http://localhost:8080/headers'",
  answer: 'HTTP/1.1 200 OK\n\nbody',
  trouble: undefined,
  logs: ['one', 'two'],
  modules: [{ filter: 'f', fileName: 'f.wasm', sha256: 'ab'.repeat(32), size: 3 }],
  secrets: [],
};

test('everything that a maintainer asks for', () => {
  expect(bugReportText(report)).toBe(
    [
      '### Add a header',
      '[Open it](http://weir.test/#1abc)',
      '**Versions:** AssemblyScript 0.28.20, Weir SDK 0.1.0',
      '**Request**',
      "```sh\ncurl 'http://localhost:8080/headers'\n```",
      '**Answer**',
      '```http\nHTTP/1.1 200 OK\n\nbody\n```',
      '**Logs**',
      '```text\none\ntwo\n```',
      '**Modules**',
      `- f: f.wasm, 3 bytes, sha256 \`${'ab'.repeat(32)}\`\n`,
    ].join('\n\n'),
  );
});

test('nothing quoted ends its quotation or becomes markup', () => {
  const text = bugReportText({
    ...report,
    project: '# [x](javascript:1) <img src=x> @everyone\n- y',
    answer: '````\n```\n<script>',
    logs: ['\u001b[31mred\u202e'],
  });
  expect(text.split('\n')[0]).toBe('### \\# \\[x\\]\\(javascript:1\\) \\<img src=x\\> \\@everyone - y');
  expect(text).toContain('`````http\n````\n```\n<script>\n`````');
  for (const hidden of ['\u001b', '\u202e']) expect(text).not.toContain(hidden);
});

test('long answers and long logs are cut, and say so', () => {
  const logs = Array.from({ length: 150 }, (_, i) => `line ${i}`);
  const text = bugReportText({ ...report, answer: 'x'.repeat(5000), logs });
  expect(text).toContain('(1000 characters more)');
  expect(text).toContain('(50 lines before these)\nline 50\n');
});

test('without an answer, a link or a log it says why', () => {
  const text = bugReportText({
    ...report,
    link: undefined,
    answer: undefined,
    trouble: 'It does not build.',
    logs: [],
  });
  expect(text).toContain('too large for a link');
  expect(text).toContain('**No answer:** It does not build.');
  expect(text).toContain('**Logs:** none');
});

test('secret values stand nowhere in it', () => {
  const text = bugReportText({
    ...report,
    answer: '{"Authorization": "Bearer t0ken"}',
    logs: ['saw Bearer t0ken'],
    secrets: ['Bearer t0ken', 'ab'],
  });
  expect(text).not.toContain('t0ken');
  expect(text).toContain('saw (left out)');
});
