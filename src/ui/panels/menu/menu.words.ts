export const words = {
  menu: 'Menu',
} as const;
