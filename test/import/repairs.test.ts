import { expect, test } from 'vitest';
import { oldForms } from './old-forms.ts';
import { imported } from './read.ts';

test.each(oldForms)('$name', async ({ text, repair: [from, to] }) => {
  const once = await imported(text);
  expect(once.repairs).toContainEqual(expect.objectContaining({ from, to }));
  expect(once.project.filters).toHaveLength(1);
  const twice = await imported(once.repaired.text);
  expect(twice.repairs).toEqual([]);
  expect(twice.project).toEqual(once.project);
});

test('what is not text is taken as Envoy reads it', async () => {
  const of = async (name: string) => {
    const [filter] = (await imported(oldForms.find((one) => one.name === name)?.text ?? '')).project.filters;
    return [filter?.configuration, filter?.vmConfiguration];
  };
  expect(await of('a bare text')).toEqual(['yes', '']);
  expect(await of('a Struct')).toEqual(['{"a":8}', '']);
  expect(await of('a tree without a type')).toEqual(['', '{"a":[1,false,null]}']);
  expect(await of('a number as text')).toEqual(['0777', '']);
});
