import { isMap, isScalar, isSeq } from 'yaml';
import { at, type Place, textOf } from '../place.ts';

/** Of a field that stands twice in a map the last one counts: the earlier ones go. */
export function dropDuplicates(root: Place): void {
  const walk = (node: unknown, path: string): void => {
    if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, at(path, i));
    if (!isMap(node)) return;
    const last = new Map(node.items.map(({ key }, i) => [nameOf(key), i]));
    for (const [i, { key }] of node.items.entries()) {
      if (last.get(nameOf(key)) !== i)
        root.repaired('duplicate-key', { from: nameOf(key), path: at(path, nameOf(key)) });
    }
    node.items = node.items.filter(({ key }, i) => last.get(nameOf(key)) === i);
    for (const { key, value } of node.items) walk(value, at(path, nameOf(key)));
  };
  walk(root.map, root.path);
}

const nameOf = (key: unknown): string => (isScalar(key) ? textOf(key) : '');
