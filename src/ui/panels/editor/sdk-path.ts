/** The SDK's files can be read in the editor, and not changed. */
export const isSdkPath = (path: string): boolean => path.startsWith('sdk/assembly/');
