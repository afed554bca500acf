import { sdkPaths, sdkText } from '../setup.ts';
import { readSdk, type SdkFacts } from './sdk-facts.ts';

let facts: SdkFacts | undefined;

/** What the SDK says of itself, read when it is first asked for. */
export function sdkFacts(): SdkFacts {
  return (facts ??= readSdk(Object.fromEntries(sdkPaths().map((path) => [path, sdkText(path) ?? '']))));
}
