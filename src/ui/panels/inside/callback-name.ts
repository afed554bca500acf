/** A callback's name without what all of them begin with. */
export const callbackName = (callback: string): string => callback.replace(/^proxy_/, '');
