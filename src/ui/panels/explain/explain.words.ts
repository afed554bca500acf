import type { Fix, Lesson } from '../../failures.ts';

export const words = {
  place: 'Show it in the timeline',
  reference: (name: string) => name,
  fix: (fix: Fix) =>
    fix.kind === 'add-cluster' ? `Add a cluster named ${fix.name}` : `Set the root id to ${fix.rootId}`,
  lessonLink: (lesson: Lesson) => `?lesson=proxy-wasm-101/${lesson}`,
  lessons: {
    'first-header': 'Lesson: a first header',
    'reply-yourself': 'Lesson: reply yourself',
    configuration: 'Lesson: configuration',
    bodies: 'Lesson: bodies',
    'callout-cache': 'Lesson: a call with a cache',
  } satisfies Record<Lesson, string>,

  said: 'It said',
  stack: 'Stack of the guest, innermost first',
  frame: 'Function',
  offset: 'At',
  noNames: 'The module has no names: build it with its name section to see functions here.',
  lastCalls: 'Last hostcalls before it',
  noCalls: 'It made no hostcall before it.',
  nested: 'It was entered again while it ran',
  reentered: (names: string) =>
    `The VM was entered again while one of its callbacks was running: ${names}. The guest's SDK had its state borrowed for the outer one, so the inner one could not use it.`,
  reenteredRemedy:
    'Make the call that brings the inner callback about at the end, or from a timer; newer SDKs borrow for a shorter time.',
  openSource: (path: string, line: number) => `${path}:${line}`,

  title: 'Reference',
  kinds: { hostcall: 'A hostcall', callback: 'A callback' },
  differs: 'Where it differs from the specification:',
  close: 'Close the reference',
  versions: (versions: readonly string[]) =>
    versions.length === 3 ? 'all versions of the ABI' : `ABI ${versions.join(' and ')}`,
  parameters: 'Parameters',
  noParameters: 'None.',
  output: 'written by the proxy',
  given: 'given by the filter',
  passed: 'given by the proxy',
  answers: 'What it may answer',
  answersNothing: 'It has no result.',
  does: 'What Envoy 1.40 does',
  specification: 'In the specification',
  unknown: 'There is no such hostcall or callback.',
} as const;
