import type { Project } from '../../model/index.ts';
import { headingOf, sendLine } from '../envoy/readme.ts';
import { ports } from '../envoy/settings.ts';
import type { ModuleFiles } from './module-files.ts';

interface Contents {
  readonly builds: ModuleFiles['builds'];
  readonly paths: readonly string[];
}

/** What the other parts of the zip are for, by the path or folder that shows they are there. */
const parts: readonly (readonly [path: string, about: string])[] = [
  ['envoy.yaml', 'a complete configuration of Envoy; it loads the modules from the folder that Envoy is started in'],
  ['compose.yaml', 'Envoy in a container, with `envoy.compose.yaml`: `docker compose up`'],
  ['kubernetes/', 'the same filters for Istio, Envoy Gateway and Kustomize, a folder for each'],
];

const isThere = (paths: readonly string[], part: string) =>
  paths.some((path) => (part.endsWith('/') ? path.startsWith(part) : path === part));

/** What is in the zip, and the commands. */
export function readmeText(project: Project, { builds, paths }: Contents): string {
  const compiled = builds.map(({ entry, path }) => `- \`src/${entry}\` is compiled to \`${path}\``);
  const others = parts.filter(([part]) => isThere(paths, part)).map(([part, about]) => `- \`${part}\`: ${about}`);
  return `${headingOf(project)}

Made in Weir, the playground for proxy-wasm filters. Node 20.19 or newer:

    npm install
    npm run build    # compiles src/ to the very bytes that the page made
    npm test         # sends the requests, and holds the answers against the checks

## What is here

${[
  '- `src/`: the sources, and the SDK that they import in `src/sdk/assembly`',
  ...compiled,
  '- `weir.scenario.json`: the requests and what is expected of their answers',
  ...others,
  '- `project.weir.json`: the project, for opening it again',
  '- `tools/weir`: the command line, which `npm install` links',
].join('\n')}

## The command line

    npx weir help
    npx weir run project.weir.json        # compiles, then runs the checks
    npx weir compile project.weir.json --check
    npx weir inspect ${builds[0]?.path ?? 'filter.wasm'}

## A real Envoy

    envoy --mode validate -c envoy.yaml
    envoy -c envoy.yaml --component-log-level wasm:trace
    ${sendLine(project, ports.listen, ports.tcp)}

\`kubernetes/\` and the configurations are of the day of the export. Made anew they are with

    npx weir export project.weir.json --as zip

## Back to the page

Zip this folder (without \`node_modules\`) and drop it on the page, or choose "Open a zip". Sources count as they are in
\`src/\`; the copy of them in \`project.weir.json\` is for when that file travels alone.
`;
}
