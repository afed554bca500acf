import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

test('npm start prints an address on loopback, and the page is there', async () => {
  const program = spawn(process.execPath, ['scripts/start.mjs'], { env: { ...process.env, PORT: '0' } });
  try {
    const printed = await new Promise<string>((resolve) => program.stdout.setEncoding('utf8').once('data', resolve));
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0];
    expect(address).toBeDefined();
    const page = await fetch(String(address));
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<div id="root">');
  } finally {
    program.kill();
  }
});
