export { projectFile, projectOf, type ProjectInZip, readProjectZip, type Skipped, type ZipFailure } from './project.ts';
