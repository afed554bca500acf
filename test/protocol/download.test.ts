import { expect, test } from 'vitest';
import { download } from '../../src/protocol/index.ts';

const piece = new Uint8Array(100_000).fill(97);

function answering(pieces: number, { headers = {}, status = 200 }: { headers?: HeadersInit; status?: number } = {}) {
  return () => {
    let left = pieces;
    const body = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(piece);
        else controller.close();
      },
    });
    return Promise.resolve(new Response(body, { status, headers }));
  };
}

const get = (request: ReturnType<typeof answering>, bytes = 1_000_000) => {
  const progress: [number, number][] = [];
  const blob = download('compiler.js', { bytes, request, onProgress: (...told) => progress.push(told) });
  return { blob, progress };
};

test('a plain answer is measured by its own length', async () => {
  const { blob, progress } = get(
    answering(4, { headers: { 'content-length': '400000', 'content-type': 'text/javascript' } }),
  );
  expect((await blob).size).toBe(400_000);
  expect((await blob).type).toBe('text/javascript');
  expect(progress).toEqual([
    [0, 400_000],
    [200_000, 400_000],
    [400_000, 400_000],
    [400_000, 400_000],
  ]);
});

test('a compressed answer is measured against the known size, and ends at its own', async () => {
  const { blob, progress } = get(
    answering(4, { headers: { 'content-length': '1234', 'content-encoding': 'br' } }),
    390_000,
  );
  expect((await blob).size).toBe(400_000);
  expect(progress).toEqual([
    [0, 390_000],
    [200_000, 390_000],
    [400_000, 400_000],
    [400_000, 400_000],
  ]);
});

test.each<[string, ReturnType<typeof answering>, string]>([
  ['not there', answering(1, { status: 404 }), 'compiler.js answered 404'],
  ['not whole', answering(1, { headers: { 'content-length': '400000' } }), 'ended after 100000 of 400000 bytes'],
  ['without content', () => Promise.resolve(new Response(null)), 'has no content'],
  ['out of reach', () => Promise.reject(new TypeError('Failed to fetch')), 'Failed to fetch'],
])('a file that is %s is an error', async (_, request, message) => {
  await expect(get(request).blob).rejects.toThrow(message);
});

test('a download that stalls is given up', async () => {
  const request = (_: string, { signal }: { signal: AbortSignal }) =>
    new Promise<Response>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  const stalled = download('compiler.js', { bytes: 1, request, stallMs: 100, onProgress: () => undefined });
  await expect(stalled).rejects.toThrow('nothing arrived for 0.1 s');
});
