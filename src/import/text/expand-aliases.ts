import { isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { limits } from './limits.ts';
import type { Doc } from './parse.ts';

/** Puts a copy in place of every alias; false when that would be too much, or has no end. */
export function expandAliases(document: Doc): boolean {
  const anchors = new Map<string, { readonly node: Node; readonly size: number }>();
  let nodes = 0;
  let aliases = 0;

  /** What stands there then, and of how many nodes it consists; undefined: too many. */
  const expand = (node: unknown, depth: number): { node: unknown; size: number } | undefined => {
    if (!isNode(node)) return { node, size: 0 };
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target || ++aliases > limits.aliases || (nodes += target.size) > limits.nodes) return undefined;
      const copy = target.node.clone();
      return isNode(copy) ? { node: copy, size: target.size } : undefined;
    }
    if (++nodes > limits.nodes || depth > limits.depth) return undefined;
    let size = 1;
    const inside = (child: unknown): unknown => {
      const done = expand(child, depth + 1);
      size += done?.size ?? Number.NaN;
      return done?.node;
    };
    if (isSeq(node)) node.items = node.items.map(inside);
    if (isMap(node)) {
      for (const pair of node.items) {
        pair.key = inside(pair.key);
        pair.value = inside(pair.value);
      }
    }
    if (Number.isNaN(size)) return undefined;
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor) anchors.set(node.anchor, { node, size });
      delete node.anchor;
    }
    return { node, size };
  };
  return expand(document.contents, 0) !== undefined;
}
