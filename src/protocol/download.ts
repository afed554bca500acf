import { Watch } from './watch.ts';

interface Download {
  /** Size of the file as it is used, not as it travels. */
  readonly bytes: number;
  readonly onProgress: (loadedBytes: number, totalBytes: number) => void;
  /** The fetch of the platform, when absent. */
  readonly request?: (url: string, options: { signal: AbortSignal }) => Promise<Response>;
  /** How long nothing may arrive. */
  readonly stallMs?: number;
}

/** Progress is told once for so many bytes, not for every piece. */
const step = 128 * 1024;

/**
 * The size that the answer itself declares. With a content coding it is the size on the way, and nothing tells the
 * size of the file.
 */
function declaredBytes(response: Response): number | undefined {
  const coding = response.headers.get('content-encoding');
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  return (coding === null || coding === 'identity') && Number.isInteger(length) ? length : undefined;
}

/** Fetches a file with progress in bytes. Rejected when it is not there, not whole, or when nothing arrives any more. */
export async function download(
  url: string,
  { bytes, onProgress, request = fetch, stallMs = 30_000 }: Download,
): Promise<Blob> {
  const stalled = new AbortController();
  const watch = new Watch(stallMs, () => stalled.abort(new Error(`nothing arrived for ${stallMs / 1000} s`)));
  try {
    const response = await request(url, { signal: stalled.signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    if (response.body === null) throw new Error(`${url} has no content`);
    const declared = declaredBytes(response);
    const pieces = await collect(response.body, {
      onPiece(loaded) {
        watch.restart();
        onProgress(loaded, Math.max(loaded, declared ?? bytes));
      },
    });
    const loaded = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (declared !== undefined && loaded !== declared)
      throw new Error(`${url} ended after ${loaded} of ${declared} bytes`);
    onProgress(loaded, loaded);
    return new Blob(pieces, { type: response.headers.get('content-type') ?? 'text/javascript' });
  } finally {
    watch.end();
  }
}

async function collect(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onPiece }: { onPiece: (loaded: number) => void },
): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  let told = 0;
  onPiece(0);
  const reader = body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    loaded += piece.value.length;
    if (loaded - told < step) continue;
    told = loaded;
    onPiece(loaded);
  }
  return pieces;
}
