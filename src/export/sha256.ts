import { sha256 } from '@noble/hashes/sha2.js';

/** 64 hexadecimal digits. In script: pages on plain http have no crypto.subtle. */
export const sha256Hex = (bytes: Uint8Array): string =>
  Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
