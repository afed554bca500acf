import type { CompilerSlice } from '../../../state/index.ts';

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

export const words = {
  title: 'Status',
  compilerName: 'Compiler',
  compiler: (compiler: CompilerSlice) => {
    switch (compiler.kind) {
      case 'idle':
        return 'Compiler loads when it is needed';
      case 'loading':
        return compiler.totalBytes === 0
          ? 'Starting the compiler'
          : `Loading the compiler, ${megabytes(compiler.loadedBytes)} of ${megabytes(compiler.totalBytes)} MB`;
      case 'ready':
      case 'compiling':
        return 'AssemblyScript compiler ready';
      case 'failed':
        return 'The compiler could not be loaded';
    }
  },
  retry: 'Try again',
  building: 'Compiling…',
  waiting: 'Waiting to compile',
  built: (kilobytes: string, milliseconds: number) => `${kilobytes} kB, compiled in ${milliseconds} ms`,
  prebuilt: (kilobytes: string) => `${kilobytes} kB, prebuilt`,
  errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
  privacy: 'Nothing leaves your browser',
} as const;
