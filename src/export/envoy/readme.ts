import { type Project, specOfTalk } from '../../model/index.ts';
import type { CodePlace } from './plugin.ts';
import type { Settings } from './settings.ts';

const shellQuoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A byte string for the shell's printf, in quotes: what is no plain letter by its octal number. */
const printfText = (bytes: string) =>
  bytes.replaceAll(/^-|[^ -~]|['%\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** The command that sends what the page was sending: a request, or what the client of a connection says. */
export function sendLine({ requests, selectedRequest }: Project, listenPort: number, tcpPort: number): string {
  const { url = '/', tcp = null } = requests.find(({ id }) => id === selectedRequest) ?? {};
  if (tcp !== null) {
    const said = (specOfTalk(tcp).tcp ?? []).map(({ send }) => (typeof send === 'string' ? send : '')).join('');
    return `printf '${printfText(said)}' | nc localhost ${tcpPort}`;
  }
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return `curl -i ${shellQuoted(`http://localhost:${listenPort}${path.startsWith('/') ? path : `/${path}`}`)}`;
}

/** The project's name as a heading: on one line, and nothing in it means anything to Markdown. */
export const headingOf = ({ name }: Project) =>
  `# ${
    name
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`)
      .trim() || 'Filter chain'
  }`;

export const fileList = (files: readonly string[]) => files.map((file) => `\`${file}\``).join(', ') || 'no module';

const loadsFrom = (code: CodePlace) =>
  code.kind === 'file' && code.folder ? `from \`${code.folder}\`` : 'from the folder that Envoy is started in';

/** How to start what was exported. */
export function readmeText(project: Project, modules: readonly string[], settings: Settings): string {
  const { listenPort, tcpPort, code } = settings;
  const { workers, networkFilters } = project;
  const hasTcp = networkFilters.some(({ enabled }) => enabled);
  const published = [listenPort, ...(hasTcp ? [tcpPort] : [])].map((port) => `-p ${port}:${port}`).join(' ');
  return `${headingOf(project)}

\`envoy.yaml\` is a complete Envoy configuration with the filter chain built in Weir; it loads
${fileList(modules)} ${loadsFrom(code)}.
Written for and tested with Envoy 1.40.

Check it, then start it, both in this folder:

    envoy --mode validate -c envoy.yaml
    envoy -c envoy.yaml --concurrency ${workers} --component-log-level wasm:trace

or in a container (there, 127.0.0.1 is the container itself: give the cluster an address that it can reach):

    docker run --rm -v "$PWD:/weir" -w /weir ${published} envoyproxy/envoy:v1.40.0 -c envoy.yaml --concurrency ${workers}

Then send what the page was sending:

    ${sendLine(project, listenPort, tcpPort)}
${hasTcp ? `\nThe network filters stand before a plain connection to the same service, on port ${tcpPort}.\n` : ''}
The cluster \`upstream\` in \`envoy.yaml\` is where requests go: put your own service there.
`;
}

/** What to do with the chain alone. */
export function fragmentReadmeText(project: Project, modules: readonly string[], code: CodePlace): string {
  return `${headingOf(project)}

\`http_filters.yaml\` is the filter chain built in Weir, for the \`http_filters\` of an HTTP connection manager that you
have already. If yours has filters of its own, put these where they belong among them; the router stays the last.

It loads ${fileList(modules)} ${loadsFrom(code)}.
Clusters that the filters call must be in your configuration under the same names.
Written for and tested with Envoy 1.40; check the whole with

    envoy --mode validate -c YOUR-FILE.yaml
`;
}
