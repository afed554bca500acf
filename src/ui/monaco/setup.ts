import { loader } from '@monaco-editor/react';
import assemblyScriptLibrary from 'assemblyscript/std/assembly/index.d.ts?raw';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/typescript/register';
import * as typescript from 'monaco-editor/languages/features/typescript/register';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';

export { monaco };

/** Where a project's files and the SDK stand for the editor; nobody sees it. */
const folder = 'file:///project/';
const root = '../../../';

const sdk = import.meta.glob<string>('../../../sdk/assembly/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const uriOf = (path: string): monaco.Uri => monaco.Uri.parse(`${folder}${path}`);
export const pathOf = (uri: monaco.Uri): string => uri.toString(true).slice(folder.length);

/** The text of an SDK's file. */
export const sdkText = (path: string): string | undefined => sdk[`${root}${path}`];
export const sdkPaths = (): readonly string[] => Object.keys(sdk).map((path) => path.slice(root.length));
export const isSdkPath = (path: string): boolean => sdkText(path) !== undefined;

let isTaught = false;

/** Bundled workers, no copy from elsewhere, and what AssemblyScript and the SDK offer. Errors come from the compiler. */
export function setUpMonaco(): void {
  if (isTaught) return;
  isTaught = true;
  self.MonacoEnvironment = {
    getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
  };
  loader.config({ monaco });
  const { typescriptDefaults, ScriptTarget, ModuleResolutionKind } = typescript;
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    noLib: true,
    strict: true,
    experimentalDecorators: true,
    allowNonTsExtensions: true,
  });
  typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: true });
  typescriptDefaults.setEagerModelSync(true);
  // What helps with writing asks TypeScript for its suggestions and puts its own before them.
  typescriptDefaults.setModeConfiguration({ ...typescriptDefaults.modeConfiguration, completionItems: false });
  typescriptDefaults.addExtraLib(assemblyScriptLibrary, 'file:///lib/assembly.d.ts');
  for (const [path, text] of Object.entries(sdk)) {
    typescriptDefaults.addExtraLib(text, `${folder}${path.slice(root.length)}`);
  }
}
