import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ExportedFile } from '../../src/export/index.ts';

const startTimeout = 20_000;

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = new Promise<boolean>((done) => {
    server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true));
  });
  const result = await isListening;
  if (result) await new Promise((done) => server.close(done));
  return result;
}

/** Ports in a row that nobody listens on at the moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const ports = Array.from({ length: count }, (_, i) => first + i);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return ports;
  }
  throw new Error(`there are no ${count} free ports in a row`);
}

/** Writes exported files into a folder of their own, as a user unpacks them. */
export async function unpacked(
  files: readonly ExportedFile[],
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-envoy-'));
  for (const file of files) await writeFile(join(folder, file.path), file.kind === 'text' ? file.text : file.bytes);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Envoy's verdict on a configuration: modules are loaded and configured, nothing listens. */
export async function validate(envoy: string, folder: string): Promise<{ isValid: boolean; log: string }> {
  const args = ['--mode', 'validate', '-c', 'envoy.yaml', '--component-log-level', 'wasm:trace'];
  try {
    const { stdout, stderr } = await promisify(execFile)(envoy, args, {
      cwd: folder,
      timeout: startTimeout,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { isValid: true, log: stdout + stderr };
  } catch (error) {
    return { isValid: false, log: error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error) };
  }
}

/** A running Envoy with one worker. */
export class EnvoyProcess {
  log = '';
  readonly #process: ChildProcess;

  constructor(envoy: string, folder: string) {
    const args = [
      '-c',
      'envoy.yaml',
      '--concurrency',
      '1',
      '--use-dynamic-base-id',
      '--component-log-level',
      'wasm:trace',
    ];
    this.#process = spawn(envoy, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
    });
  }

  /** Resolves when it takes requests. */
  async ready(adminPort: number): Promise<void> {
    for (const end = Date.now() + startTimeout; Date.now() < end;) {
      if (this.#process.exitCode !== null) break;
      const state = await fetch(`http://127.0.0.1:${adminPort}/ready`).catch(() => undefined);
      if (state?.status === 200) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`Envoy did not start:\n${this.log}`);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill();
    await ended;
  }
}
