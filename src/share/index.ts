export { crc32 } from './crc32.ts';
export { isFileName, parseOwnProject, parseProject } from './project-schema.ts';
