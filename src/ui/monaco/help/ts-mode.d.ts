declare module 'monaco-editor/languages/features/typescript/tsMode' {
  import type { languages, Uri } from 'monaco-editor/editor';

  /** What TypeScript suggests. */
  export class SuggestAdapter implements languages.CompletionItemProvider {
    constructor(worker: (...uris: Uri[]) => Promise<unknown>);
    provideCompletionItems: languages.CompletionItemProvider['provideCompletionItems'];
    resolveCompletionItem: NonNullable<languages.CompletionItemProvider['resolveCompletionItem']>;
  }
}
