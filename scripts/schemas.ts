import { readFileSync, writeFileSync } from 'node:fs';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { scenarioSchema } from '../src/lessons/index.ts';
import { lessonChecksSchema, lessonProjectSchema, lessonWrongSchema, workshopSchema } from './lessons/schema.ts';

/** Writes the JSON Schemas of files that people write, for editors; with --check it only looks whether they are current. */
const { $schema, ...scenario } = toJsonSchema(scenarioSchema, { errorMode: 'ignore' });
const schemas: Readonly<Record<string, JsonSchema>> = {
  'docs/scenario.schema.json': {
    ...($schema !== undefined && { $schema }),
    $defs: { scenario },
    anyOf: [{ $ref: '#/$defs/scenario' }, { type: 'array', items: { $ref: '#/$defs/scenario' } }],
    title: 'A Weir scenario: a proxy, what is sent through it, and what must come of it',
  },
  'docs/workshop.schema.json': {
    ...toJsonSchema(workshopSchema, { errorMode: 'ignore', typeMode: 'input' }),
    title: 'A workshop of Weir: workshop.yaml',
  },
  'docs/lesson-checks.schema.json': {
    ...toJsonSchema(lessonChecksSchema, { errorMode: 'ignore', typeMode: 'input' }),
    title: 'What judges the tasks of a lesson: checks.yaml',
  },
  'docs/lesson-wrong.schema.json': {
    ...toJsonSchema(lessonWrongSchema, { errorMode: 'ignore', typeMode: 'input' }),
    title: 'Wrong solutions of a lesson, which its checks must tell from the right one: wrong.yaml',
  },
  'docs/lesson-project.schema.json': {
    ...toJsonSchema(lessonProjectSchema, { errorMode: 'ignore', typeMode: 'input' }),
    title: 'What is in a lesson besides its sources and requests: project.yaml',
  },
};
for (const [path, schema] of Object.entries(schemas)) {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what the schema says: run npm run schema`);
    process.exitCode = 1;
  }
}
