export const words = {
  title: 'Something in this page broke',
  about: 'It is our fault, not yours. Your sources are below and still saved in this browser.',
  sources: 'Your sources',
  copy: 'Copy',
  download: 'Download',
  reload: 'Reload',
  details: 'What broke',
} as const;
