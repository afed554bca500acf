import { Document, isNode, Scalar, visit } from 'yaml';

/** A comment above the node at a path, such as `['static_resources', 'clusters', 0]`. */
export interface Comment {
  readonly path: readonly (string | number)[];
  readonly lines: readonly string[];
}

/** What reads the same in every style and for every reader; the rest is written with escapes. */
const isPlainText = /^[\x20-\x7e]*(?:\n[\x20-\x7e]+)*$/;
const hasLooseEnds = /^ | (?:$|\n)/;

/**
 * YAML that Envoy reads as it was meant. Envoy's reader follows YAML 1.1, where `yes`, `0777` and `12:30:45` are no
 * strings unless they are quoted; and it takes base64 only on one line.
 */
export function yamlOf(value: object, comments: readonly Comment[] = []): string {
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      const { value: text } = scalar;
      if (typeof text !== 'string' || (isPlainText.test(text) && !hasLooseEnds.test(text))) return;
      scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  for (const { path, lines } of comments) {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isNode(node)) throw new Error(`there is nothing at ${path.join('.')} to comment on`);
    node.commentBefore = lines.map((line) => ` ${line}`).join('\n');
  }
  return document.toString({ lineWidth: 0 });
}
