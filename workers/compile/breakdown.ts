/* oxlint-disable no-console -- the compiler tells its end nowhere else */
const reason = /▌ (\w*Error: .*)/;

/**
 * When the compiler breaks down it prints why, at length, and leaves the process; in a browser that is an error which
 * says only "exit 1". Gives that error its reason. Builds in one worker never overlap, so what is printed is theirs.
 */
export async function withReason<T>(build: () => Promise<T>): Promise<T> {
  const print = console.error;
  let printed = '';
  console.error = (...words: unknown[]) => {
    printed += words.join(' ');
    print(...words);
  };
  try {
    return await build();
  } catch (error) {
    const [, words] = reason.exec(printed) ?? [];
    throw words === undefined ? error : new Error(words);
  } finally {
    console.error = print;
  }
}
