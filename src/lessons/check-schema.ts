import * as v from 'valibot';
import { expectationSchema } from './expectation-schema.ts';

const checkSchema = v.strictObject({
  name: v.string(),
  /** Requests by name, sent one after the other through one fresh proxy. */
  steps: v.pipe(v.array(v.strictObject({ send: v.string(), expect: expectationSchema })), v.minLength(1)),
});

export type { Expectation } from './expectation-schema.ts';
export type Check = v.InferOutput<typeof checkSchema>;

const checksSchema = v.pipe(v.array(checkSchema), v.minLength(1));

/** Throws where a file of ours is not what it should be. */
export const parseChecks = (json: unknown): Check[] => v.parse(checksSchema, json);
