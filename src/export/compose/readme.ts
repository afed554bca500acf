import type { Project } from '../../model/index.ts';
import { fileList, headingOf, sendLine } from '../envoy/readme.ts';
import type { Settings } from '../envoy/settings.ts';

/** The commands that start, try and end it. */
export function composeReadmeText(
  project: Project,
  { listenPort, tcpPort, admin }: Settings,
  services: readonly string[],
): string {
  const beside =
    services.length > 0
      ? `Beside it run services that answer /headers, /get, /anything and so on with what they were sent: ${fileList(services)}.`
      : 'No other service runs beside it.';
  return `${headingOf(project)}

\`compose.yaml\` starts Envoy 1.40 with the filter chain built in Weir.
${beside}

    docker compose up -d
    ${sendLine(project, listenPort, tcpPort)}
    docker compose logs envoy
    docker compose down

The log has what the filters write. Envoy's own page is at <http://localhost:${admin.port}>.

To check the configuration alone:

    docker compose run --rm --no-deps envoy envoy --mode validate -c /etc/weir/envoy.yaml

Your own service takes the place of \`upstream\`: put its address into that cluster of \`envoy.yaml\`. One that runs on
this machine is \`host.docker.internal\` there; \`127.0.0.1\` would be Envoy's own container.
`;
}
