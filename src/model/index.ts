export * from './bytes.ts';
export * from './failure.ts';
export * from './module-info.ts';
export * from './report.ts';
export * from './scenario.ts';
export * from './trace.ts';
export * from './project.ts';
