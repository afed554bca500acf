import * as v from 'valibot';
import type { SavedProject } from '../ports.ts';

const headerRow = v.object({ enabled: v.boolean(), name: v.string(), value: v.string() });

const filterModule = v.variant('kind', [
  v.object({ kind: v.literal('source'), entry: v.string() }),
  v.object({ kind: v.literal('wasm'), fileName: v.string(), sha256: v.string(), size: v.number() }),
]);

const chainFilter = v.object({
  id: v.string(),
  name: v.string(),
  enabled: v.boolean(),
  rootId: v.string(),
  vmId: v.string(),
  configuration: v.string(),
  vmConfiguration: v.string(),
  failurePolicy: v.picklist(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']),
  module: filterModule,
});

const namedRequest = v.object({
  id: v.string(),
  name: v.string(),
  method: v.string(),
  url: v.string(),
  headers: v.array(headerRow),
  body: v.string(),
  splits: v.array(v.number()),
  trailers: v.array(headerRow),
});

const upstream = v.variant('kind', [
  v.object({ kind: v.literal('reflect') }),
  v.object({ kind: v.literal('fixed'), status: v.number(), headers: v.array(headerRow), body: v.string() }),
]);

const savedProject = v.object({
  project: v.object({
    schema: v.literal(1),
    id: v.string(),
    name: v.string(),
    files: v.record(v.string(), v.string()),
    filters: v.array(chainFilter),
    requests: v.array(namedRequest),
    selectedRequest: v.string(),
    upstream,
  }),
  example: v.optional(v.string()),
});

/** What a person's own storage holds, read anew; undefined when it is not what was once saved. */
export function parseSavedProject(saved: unknown): SavedProject | undefined {
  const { success, output } = v.safeParse(savedProject, saved);
  return success ? { project: output.project, example: output.example } : undefined;
}
