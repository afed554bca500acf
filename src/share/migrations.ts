import { emptyProject, filterDefaults } from '../model/index.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first version knew the HTTP chain and one upstream. */
function fromFirst(project: Json): Json {
  const { id, name, files, filters, requests, selectedRequest, upstream } = project;
  const complete = (filter: unknown): unknown => {
    if (!isObject(filter)) return filter;
    const { environment, allowStopIteration, capabilities } = filterDefaults;
    return { ...filter, environment, allowStopIteration, capabilities };
  };
  return {
    ...emptyProject,
    id,
    name,
    files,
    filters: Array.isArray(filters) ? filters.map(complete) : filters,
    requests,
    selectedRequest,
    upstream,
  };
}

/** From each version of the project's shape to the next: the first stands at 1. */
const steps: readonly ((project: Json) => Json)[] = [fromFirst];

/** The newest shape that is known here. */
export const PROJECT_SCHEMA = steps.length + 1;

/** A project of an earlier version in today's shape, unchecked. What is no project stays what it is. */
export function migrated(json: unknown): unknown {
  if (!isObject(json)) return json;
  const { schema } = json;
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) return json;
  return steps.slice(schema - 1).reduce((project, step) => step(project), json);
}
