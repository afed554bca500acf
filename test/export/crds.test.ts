import { expect, test } from 'vitest';
import { allRules, crdErrors, handWrittenRules } from './crd-check.ts';
import { acceptedObjects, refusedObjects } from './refused-objects.ts';

test.each(acceptedObjects)('%s is accepted', (_, object) => {
  expect(crdErrors(JSON.parse(JSON.stringify(object)) as typeof object)).toEqual([]);
});

test.each(refusedObjects)('%s is refused', (_, object, why) => {
  expect(crdErrors(JSON.parse(JSON.stringify(object)) as typeof object).join('\n')).toMatch(why);
});

test('every rule written by hand is one of the definitions', () => {
  expect(handWrittenRules.filter((rule) => !allRules.some((one) => one.startsWith(rule)))).toEqual([]);
});
