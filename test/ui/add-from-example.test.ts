import { expect, test } from 'vitest';
import { filterDefaults } from '../../src/model/index.ts';
import { addFromExample } from '../../src/ui/panels/chain/add-from-example.ts';
import { exampleOf, exampleProject, memoryStorage, settle, stageOf } from '../state/fakes.ts';

test('filters of an example are put where they are in the example, chain and network filters', async () => {
  const { app } = stageOf({ examples: [exampleOf()], storage: memoryStorage(undefined) });
  void app.commands.start();
  await settle();
  const module = { kind: 'source', entry: 'filter.ts' } as const;
  const wire = { ...filterDefaults, id: 'n1', name: 'wire', rootId: 'wire-root', configuration: 'PING', module };
  const project = { ...exampleProject, files: { 'filter.ts': 'two' }, networkFilters: [wire] };
  await addFromExample(exampleOf({ project }), app.commands, app.store);
  const { filters, networkFilters, files } = app.store.getState().project.current;
  expect(filters.map(({ rootId, module: { kind } }) => [rootId, kind])).toEqual([
    ['first', 'source'],
    ['first', 'source'],
  ]);
  expect(networkFilters).toMatchObject([{ name: 'wire', rootId: 'wire-root', configuration: 'PING' }]);
  const [added] = networkFilters;
  expect(added?.module.kind === 'source' && files[added.module.entry]).toBe('two');
});
