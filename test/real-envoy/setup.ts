import type { TestProject } from 'vitest/node';
import { getEnvoy } from '../../scripts/get-envoy.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the Envoy program. */
    envoy: string;
  }
}

/** Hands the tests a real Envoy, downloaded when it is not there yet. */
export default function setup(project: TestProject): void {
  project.provide('envoy', getEnvoy());
}
