import flags from '../../sdk/flags.json';

const texts: Record<string, string> = import.meta.glob('../../sdk/assembly/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The SDK's sources by the path at which a filter finds them, such as `sdk/assembly/index.ts`. */
export const sdkSources: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.slice('../../'.length), text]),
);

/** Everything below this folder is the SDK's, and so is its own name; a project's own file there is not seen. */
export const isSdkPath = (path: string): boolean =>
  path.startsWith(`${flags.sdkFolder}/`) || path === `${flags.sdkFolder}.ts`;

/** Changes whenever a source or a flag of the SDK does (FNV-1a). */
export const sdkFingerprint: string = fingerprint([JSON.stringify(flags), ...Object.entries(sdkSources).flat()]);

function fingerprint(parts: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const part of [...parts, '']) {
    for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
