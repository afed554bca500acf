import type { ToolVersions } from '../../model/index.ts';

export interface BugReport {
  readonly project: string;
  /** Nothing where the project is too large for one. */
  readonly link: string | undefined;
  readonly versions: ToolVersions;
  /** As a `curl` command. */
  readonly request: string | undefined;
  /** Head and body. */
  readonly answer: string | undefined;
  /** Why there is no answer. */
  readonly trouble: string | undefined;
  readonly logs: readonly string[];
  readonly modules: readonly {
    readonly filter: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly size: number;
  }[];
  /** Values that stand nowhere in it. */
  readonly secrets: readonly string[];
}

const MAX_ANSWER = 4000;
const MAX_LOGS = 100;
/** A shorter one would be found in ordinary words. */
const SHORTEST_SECRET = 4;

/** What happened, as Markdown: whatever it quotes stays a quotation. */
export function bugReportText(report: BugReport): string {
  const { project, link, versions, request, answer, trouble, logs, modules } = report;
  const made = [`AssemblyScript ${versions.compiler}`, `Weir SDK ${versions.sdk}`].join(', ');
  const left = logs.length - MAX_LOGS;
  const parts = [
    `### ${inline(project)}`,
    link === undefined ? 'The project is too large for a link.' : `[Open it](${link})`,
    `**Versions:** ${made}`,
    ...(request === undefined ? [] : ['**Request**', block(request, 'sh')]),
    ...(answer === undefined
      ? [`**No answer:** ${inline(trouble ?? 'nothing was sent')}`]
      : ['**Answer**', block(cut(answer), 'http')]),
    ...(logs.length === 0
      ? ['**Logs:** none']
      : [
          '**Logs**',
          block([...(left > 0 ? [`(${left} lines before these)`] : []), ...logs.slice(-MAX_LOGS)].join('\n')),
        ]),
    ...(modules.length === 0 ? [] : ['**Modules**', modules.map(moduleLine).join('\n')]),
  ];
  return `${hidden(parts.join('\n\n'), report.secrets)}\n`;
}

function moduleLine({ filter, fileName, sha256, size }: BugReport['modules'][number]): string {
  return `- ${inline(filter)}: ${inline(fileName)}, ${size} bytes, sha256 \`${sha256}\``;
}

function cut(answer: string): string {
  const more = answer.length - MAX_ANSWER;
  return more <= 0 ? answer : `${answer.slice(0, MAX_ANSWER)}\n(${more} characters more)`;
}

/** A fence that is longer than any in the text. */
function block(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${printable(text).trimEnd()}\n${fence}`;
}

/** One line in which nothing is markup. */
function inline(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (char) => `\\${char}`);
}

/** Without what a terminal would obey and no reader sees. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are meant
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function hidden(text: string, secrets: readonly string[]): string {
  const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).toSorted((a, b) => b.length - a.length);
  return long.reduce((rest, secret) => rest.replaceAll(secret, '(left out)'), text);
}
