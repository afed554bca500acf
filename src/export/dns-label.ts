const longest = 50;

/** A text as Kubernetes and registries take it for a name: lower case letters, digits, single hyphens between them. */
export function dnsLabel(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-/g, '')
    .slice(0, longest)
    .replaceAll(/-$/g, '');
  return plain || 'filter';
}
