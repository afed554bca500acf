import { defineConfig } from 'vitest/config';
import { bundleText } from './scripts/vite/bundle-text.ts';
import { lessons } from './scripts/vite/lessons.ts';
import { example, prebuilt } from './scripts/vite/prebuilt.ts';

const plugins = [bundleText(), example(), prebuilt(), lessons()];
const browserTests = 'test/journeys/**/*.test.ts';
const pictures = 'test/pictures/**/*.pictures.ts';
const envoyTests = 'test/real-envoy/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [browserTests, envoyTests],
          // Some compile filters: on a loaded machine that takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: 'journeys',
          include: [browserTests],
          globalSetup: 'test/journeys/setup.ts',
          // A browser on a loaded machine: once more before it counts, where nobody is there to look.
          retry: process.env['CI'] ? 1 : 0,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          // Part of no test run: somebody looks at what it leaves in .cache/pictures.
          name: 'pictures',
          include: [pictures],
          globalSetup: 'test/journeys/setup.ts',
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: 'envoy',
          include: [envoyTests],
          globalSetup: 'test/real-envoy/setup.ts',
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
