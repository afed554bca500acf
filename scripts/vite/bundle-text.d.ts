declare module '*?bundle-text' {
  /** A TypeScript entry and all it imports as the text of one classic script, for a worker started from text. */
  const text: string;
  export default text;
}

declare module '*?tool' {
  /** The command line as a package, texts by path. */
  const files: Readonly<Record<string, string>>;
  export default files;
}
