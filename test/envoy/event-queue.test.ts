import { expect, test } from 'vitest';
import { EventQueue } from '../../src/envoy/event-queue.ts';

test('events happen in the order of their time, and of their scheduling at the same time', () => {
  const queue = new EventQueue();
  const seen: string[] = [];
  for (const [name, delay] of [
    ['c', 5],
    ['a', 1],
    ['d', 5],
    ['b', 1],
  ] as const)
    queue.after(delay, () => seen.push(`${name}@${queue.now}`));
  queue.runUntil(10);
  expect(seen).toEqual(['a@1', 'b@1', 'c@5', 'd@5']);
  expect(queue.now).toBe(10);
});

test('an event may schedule another for the same moment', () => {
  const queue = new EventQueue();
  const seen: number[] = [];
  queue.after(3, () => queue.after(0, () => seen.push(queue.now)));
  queue.runUntil(3);
  expect(seen).toEqual([3]);
});

test('a cancelled event does not happen and does not hold time', () => {
  const queue = new EventQueue();
  const timer = queue.after(1, () => expect.unreachable());
  queue.after(2, () => undefined);
  queue.cancel(timer);
  expect(queue.next).toBe(2);
  expect(queue.step(1)).toBe(false);
  expect(queue.step(2)).toBe(true);
  expect(queue.next).toBeUndefined();
});

test('a thousand events in any order come out sorted', () => {
  const queue = new EventQueue();
  const seen: number[] = [];
  for (let i = 0, x = 7; i < 1000; i++) {
    x = (x * 1103515245 + 12345) % 2147483648;
    queue.after(x % 997, () => seen.push(queue.now));
  }
  queue.runUntil(1000);
  expect(seen).toHaveLength(1000);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('cancelled events are gone, whatever else is pending', () => {
  const queue = new EventQueue();
  const seen: number[] = [];
  const timers = Array.from({ length: 500 }, (_, i) => queue.after((i * 389) % 997, () => seen.push(i)));
  const isKept = (i: number): boolean => i % 3 !== 0;
  timers.forEach((timer, i) => isKept(i) || queue.cancel(timer));
  queue.runUntil(1000);
  const expected = timers
    .map((_, i) => i)
    .filter(isKept)
    .toSorted((a, b) => ((a * 389) % 997) - ((b * 389) % 997));
  expect(seen).toEqual(expected);
  timers.forEach((timer) => queue.cancel(timer));
  expect(queue.next).toBeUndefined();
});
