import { expect, test } from 'vitest';
import { compileFilter, galleryFilters } from './compile-filter.ts';

test('there are filters to compile', () => {
  expect(galleryFilters).toContain('add-header');
});

for (const name of galleryFilters) {
  test(`${name} compiles without a warning and imports only what Envoy has`, async () => {
    const { bytes, messages } = await compileFilter({ path: `gallery/${name}/filter.ts` }, 'debug');
    expect(messages.trim()).toBe('');
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
    expect(imports.filter((each) => each.module !== 'env' || !each.name.startsWith('proxy_'))).toEqual([]);
  });
}
