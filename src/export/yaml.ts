import { Document, isMap, isNode, type Node, Scalar, visit } from 'yaml';

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
    commented(document, path).commentBefore = lines.map((line) => ` ${line}`).join('\n');
  }
  return escaped(document.toString({ lineWidth: 0 }));
}

/** Only quoted text has such characters, so that here an escape may stand for each of them. Some readers refuse them. */
const escaped = (yaml: string): string =>
  yaml.replaceAll(
    /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The node whose comment stands above a line: of an entry of a map its key. */
function commented(document: Document, path: Comment['path']): Node {
  const key = path.at(-1);
  const parent = document.getIn(path.slice(0, -1), true);
  const pair =
    typeof key === 'string' && isMap(parent) ? parent.items.find((one) => keyOf(one.key) === key) : undefined;
  const node = pair?.key ?? (path.length === 0 ? document.contents : document.getIn(path, true));
  if (!isNode(node)) throw new Error(`there is nothing at ${path.join('.')} to comment on`);
  return node;
}

const keyOf = (key: unknown): unknown => (key instanceof Scalar ? key.value : key);
