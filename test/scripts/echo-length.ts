export const lengthOf = (text: string): number => text.length;
