import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { scenarioSchema } from '../src/lessons/index.ts';

/** Writes the JSON Schema of scenario files, for editors; with --check it only looks whether the file is current. */
const path = 'docs/scenario.schema.json';
const { $schema, ...scenario } = toJsonSchema(scenarioSchema, { errorMode: 'ignore' });
const schema = {
  $schema,
  $defs: { scenario },
  anyOf: [{ $ref: '#/$defs/scenario' }, { type: 'array', items: { $ref: '#/$defs/scenario' } }],
  title: 'A Weir scenario: a proxy, what is sent through it, and what must come of it',
};
const text = `${JSON.stringify(schema, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error(`${path} is not what the schema says: run npm run schema`);
  process.exitCode = 1;
}
