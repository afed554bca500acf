/** `wanted`, or `wanted-2` and so on, whichever is not taken yet; the result is taken from then on. */
export function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
  taken.add(name);
  return name;
}

/** A file name that needs no quoting anywhere, and that no file system mistakes for another. */
export function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/\.wasm$/, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return stem || 'filter';
}
