export {
  projectFile,
  projectOf,
  type ProjectInZip,
  readProjectFile,
  readProjectZip,
  type Skipped,
  type ZipFailure,
} from './project.ts';
