export const words = {
  title: 'Files',
  list: 'Source files',
  add: 'Add a file',
  newName: 'Name of the new file',
  rename: 'Rename',
  renameOf: (path: string) => `New name of ${path}`,
  delete: 'Delete',
  actionsOf: (path: string) => `Actions for ${path}`,
  empty: 'No sources: this chain runs uploaded modules only.',
  errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
} as const;
