export { isFileName, parseProject } from './project-schema.ts';
