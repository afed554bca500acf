export { type Check, type Expectation, parseChecks } from './check-schema.ts';
export { type Finding, findingsOf, runFindings } from './checks.ts';
export { type ExampleFile, parseExample } from './example-schema.ts';
export { type GalleryExample, galleryExamples, type LoadedExample, loadExample } from './gallery.ts';
export { parseScenario, scenarioSchema, type ScenarioFile } from './scenario-schema.ts';
