const HINTS: readonly (readonly [number, RegExp, string])[] = [
  [100, /Closures/, 'A function inside a function cannot use its variables. Keep them in a field or outside.'],
  [100, /Exceptions/, 'AssemblyScript has no try and catch: a throw ends the VM. Look before you call.'],
  [100, /Iterators/, 'There is no for ... of: count through the list with an index.'],
  [100, /Regular expressions/, 'There are no regular expressions: use indexOf, startsWith, split.'],
  [100, /Spread operator/, 'There is no spread: use slice() or concat().'],
  [100, /union types/, 'A type is one class or number; only "| null" can stand beside a class.'],
  [200, /explicit cast/, 'Numbers of different kinds do not mix by themselves: convert, as in i32(value).'],
  [234, /./, 'A class is no value here: pass a function that makes one, as in () => new MyFilter().'],
  [235, /./, 'The proxy calls what the SDK exports; classes and interfaces need no export.'],
  [1109, /./, 'AssemblyScript is smaller than TypeScript: no ?., no ??, no async.'],
  [1110, /./, 'A parameter or a field needs its type here: AssemblyScript guesses none.'],
  [2304, /'(?:any|unknown)'/, 'Every value has one type that the compiler knows; there is no any.'],
  [2304, /'undefined'/, 'What is absent is null.'],
  [
    2304,
    /'(?:JSON|Promise|RegExp|fetch|setTimeout|process|Buffer)'/,
    'That belongs to JavaScript; a filter has the SDK and AssemblyScript alone.',
  ],
  [2322, /String \| null' is not/, 'The value is null when it is absent: say what to take then, or check for null.'],
  [2322, /'<object>'/, 'There are no object literals: write a class, or use a Map.'],
  [2339, /#/, 'Inside a function of its own, this is not the filter: use a loop.'],
  [2355, /./, 'Every way through the method must end with a return.'],
  [2394, /./, "The callback's parameters and result must be those of the SDK."],
  [6054, /./, "The SDK is './sdk/assembly'; other files are those of the project."],
];

/** What an error of the compiler means for a filter, in one line. */
export function hintFor(code: number, message: string): string | undefined {
  return HINTS.find(([known, words]) => known === code && words.test(message))?.[2];
}
