import type { Variant } from './layout.ts';

interface Pushed {
  /** Of the images and of their folders beside the script. */
  readonly names: readonly string[];
  readonly variants: readonly [Variant, ...Variant[]];
  readonly registry: string;
  readonly tag: string;
}

/**
 * A script that copies layouts into a registry, with whichever tool is there. Names are DNS labels, so
 * nothing needs quoting.
 */
export function pushScript({ names, variants, registry, tag }: Pushed): string {
  const [first, ...others] = variants;
  const choice = others.length > 0 ? ` [${variants.join('|')}]` : '';
  const layout = others.length > 0 ? '$1/$variant' : '$1';
  return `#!/bin/sh
# usage: sh push.sh ${registry}${choice}
# Copies the images beside this script into a registry, as they are, with oras, skopeo or crane.
set -eu
cd "$(dirname "$0")"
target=\${1:?usage: sh push.sh ${registry}${choice}}
${others.length > 0 ? `variant=\${2:-${first}}\n` : ''}
push() {
  layout=${layout}
  reference=$target/$1:${tag}
  if command -v oras >/dev/null 2>&1; then
    oras cp --from-oci-layout "$layout:${tag}" "$reference"
  elif command -v skopeo >/dev/null 2>&1; then
    skopeo copy --preserve-digests "oci:$layout:${tag}" "docker://$reference"
  elif command -v crane >/dev/null 2>&1; then
    crane push "$layout" "$reference"
  else
    echo "push.sh needs oras, skopeo or crane" >&2
    exit 1
  fi
}

${names.map((name) => `push ${name}`).join('\n')}
`;
}
