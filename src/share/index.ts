export { isFileName, parseOwnProject, parseProject } from './project-schema.ts';
