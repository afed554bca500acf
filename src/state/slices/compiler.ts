export type CompilerSlice =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly loaded: number; readonly total: number }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly message: string };

export const initialCompiler: CompilerSlice = { status: 'idle' };
