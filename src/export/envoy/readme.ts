import type { Project } from '../../model/index.ts';
import type { Settings } from './settings.ts';

/** Path and query of the request that the page was sending. */
function pathOf({ requests, selectedRequest }: Project): string {
  const url = requests.find(({ id }) => id === selectedRequest)?.url ?? '/';
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** How to start what was exported. */
export function readmeText(project: Project, modules: readonly string[], { listenPort: port }: Settings): string {
  const name = project.name.replaceAll(/\s+/g, ' ').trim() || 'Filter chain';
  return `# ${name}

\`envoy.yaml\` is a complete Envoy configuration with the filter chain built in Weir; it loads
${modules.map((file) => `\`${file}\``).join(', ') || 'no module'} from the folder that Envoy is started in.
Written for and tested with Envoy 1.40.

Check it, then start it, both in this folder:

    envoy --mode validate -c envoy.yaml
    envoy -c envoy.yaml --component-log-level wasm:trace

or in a container (there, 127.0.0.1 is the container itself: give the cluster an address that it can reach):

    docker run --rm -v "$PWD:/weir" -w /weir -p ${port}:${port} envoyproxy/envoy:v1.40.0 -c envoy.yaml

Then send a request:

    curl -i ${shellQuoted(`http://localhost:${port}${pathOf(project)}`)}

The cluster \`upstream\` at the end of \`envoy.yaml\` is where requests go: put your own service there.
`;
}
