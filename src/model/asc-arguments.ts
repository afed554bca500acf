/** How filters are compiled, wherever they are: the parts of `sdk/flags.json` that every build has. */
interface SdkFlags {
  readonly sdk: { readonly entries: readonly string[] };
  readonly raw: { readonly entries: readonly string[] };
  readonly common: readonly string[];
}

interface AscBuild {
  readonly entry: string;
  /** Text of the entry. */
  readonly source: string;
  readonly outFile: string;
  /** Optimisation and the like. */
  readonly options: readonly string[];
}

/** A module that declares its ABI version itself speaks the ABI directly: the SDK's callbacks stay out of it. */
const declaresAbi = /^\s*export\s+function\s+proxy_abi_version_/m;

/** The compiler's command line for one module. Its order decides the order of things in the module. */
export function ascArguments(flags: SdkFlags, { entry, source, outFile, options }: AscBuild): string[] {
  const { entries } = declaresAbi.test(source) ? flags.raw : flags.sdk;
  return [entry, ...entries, '--outFile', outFile, ...flags.common, ...options];
}
