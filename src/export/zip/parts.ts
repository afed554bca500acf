import { composeWith } from '../compose/compose.ts';
import { envoyWithFiles } from '../envoy/envoy.ts';
import type { ExportedFile, ExportInput, ExportWarning, Generator } from '../types.ts';

/** What other targets put into the zip. */
interface Parts {
  readonly files: readonly ExportedFile[];
  readonly warnings: readonly ExportWarning[];
}

/** A row of the table of targets, and its id. */
type Target = readonly [id: string, target: Generator];

const kubernetes: readonly Generator['group'][] = ['istio', 'envoy-gateway', 'kustomize'];

/** The project's own README tells about Envoy and compose. */
const isReadme = ({ path }: ExportedFile) => path === 'README.md';

function inKubernetes(input: ExportInput, [id, target]: Target): readonly ExportedFile[] {
  if (target.limits(input.project).some(({ effect }) => effect === 'refused')) return [];
  const { files, refusal } = target.generate(input);
  return refusal ? [] : files.map((file) => ({ ...file, path: `kubernetes/${id}/${file.path}` }));
}

/** Envoy's configuration and compose's side by side, with the modules that both load, and a folder for each kind of mesh. */
export function partsOf(input: ExportInput, targets: readonly Target[]): Parts {
  const envoy = envoyWithFiles(input);
  const compose = composeWith(input, 'envoy.compose.yaml');
  const files = new Map<string, ExportedFile>();
  for (const file of [...envoy.files, ...compose.files]) if (!isReadme(file)) files.set(file.path, file);
  const meshes = targets.filter(([, { group }]) => kubernetes.includes(group));
  return {
    files: [...files.values(), ...meshes.flatMap((target) => inKubernetes(input, target))],
    warnings: envoy.warnings,
  };
}
