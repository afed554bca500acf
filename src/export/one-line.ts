/** A text that may have any white space as one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
