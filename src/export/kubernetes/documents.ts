import { type Comment, yamlOf } from '../yaml.ts';

/** What the files call the user's own things until the user says better. */
export const workload = { app: 'web' } as const;

export interface Document {
  readonly value: object;
  readonly comments?: readonly Comment[];
}

/** Several objects in one YAML file. */
export const documentsOf = (documents: readonly Document[]): string =>
  documents.map(({ value, comments = [] }) => yamlOf(value, comments)).join('---\n');
