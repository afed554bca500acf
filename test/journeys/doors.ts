/** A way out of where a script runs, as code that returns true when it has gone through. */
interface Door {
  readonly name: string;
  /** Sees `own(kind)` and `other(kind)`: an address at the site's host and at another one, which remember this door. */
  readonly code: string;
}

const heard = (make: string) =>
  `return new Promise((yes, no) => { const it = ${make}; it.onopen = it.onload = () => yes(true); it.onerror = () => no(new Error('refused')); })`;
const answered = 'return new Promise((yes, no) => { asked.onsuccess = () => yes(true); asked.onerror = no; })';
const each = (name: string, code: (address: string) => string): Door[] => [
  { name: `${name}, own host`, code: code("own('script.js')") },
  { name: `${name}, other host`, code: code("other('script.js')") },
];

export const anywhere: readonly Door[] = [
  ...each('fetch', (url) => `await fetch(${url}); return true`),
  ...each('fetch without CORS', (url) => `await fetch(${url}, { mode: 'no-cors', keepalive: true }); return true`),
  ...each(
    'XMLHttpRequest',
    (url) =>
      `const it = new XMLHttpRequest(); it.open('GET', ${url}); return new Promise((yes, no) => { it.onload = () => yes(true); it.onerror = () => no(new Error('refused')); it.send(); })`,
  ),
  ...each('WebSocket', (url) => heard(`new WebSocket(${url}.replace('http', 'ws'))`)),
  ...each('EventSource', (url) => heard(`new EventSource(${url})`)),
  ...each('import()', (url) => `await import(${url}); return true`),
  { name: 'import() of data:', code: "await import('data:text/javascript,1'); return true" },
  {
    name: 'import() of a blob',
    code: "await import(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))); return true",
  },
  { name: 'eval', code: "return (0, eval)('1') === 1" },
  { name: 'new Function', code: "return new Function('return 1')() === 1" },
  { name: 'constructor of a function', code: "return (await (async () => {}).constructor('return 1')()) === 1" },
  { name: 'setTimeout of text', code: "setTimeout('globalThis.timed = true'); await pause(50); return timed" },
  { name: 'Worker, own host', code: "const it = new Worker(own('script.js')); return closed(it)" },
  { name: 'Worker from data:', code: "return closed(new Worker('data:text/javascript,postMessage(1)'))" },
  { name: 'indexedDB', code: `const asked = indexedDB.open('doors'); ${answered}` },
  { name: 'caches', code: "await caches.open('doors'); return true" },
  { name: 'file system', code: 'await navigator.storage.getDirectory(); return true' },
  { name: 'locks', code: "await navigator.locks.request('doors', () => {}); return true" },
  {
    name: 'BroadcastChannel',
    code: "const it = new BroadcastChannel('doors'); const answer = new Promise((yes) => (it.onmessage = () => yes(true))); it.postMessage('knock'); return answer",
  },
];

export const workerDoors: readonly Door[] = [
  ...anywhere,
  ...each('importScripts', (url) => `importScripts(${url}); return true`),
  { name: 'fetch from a nested worker', code: 'return nested(`fetch("${own(\'script.js\')}")`)' },
];

export const documentDoors: readonly Door[] = [
  ...each('sendBeacon', (url) => `navigator.sendBeacon(${url}, 'x'); return pause(700)`),
  ...each('image', (url) => `new Image().src = ${url}; return pause(700)`),
  ...each('script element', (url) => `add('script', { src: ${url} }); return pause(700)`),
  ...each('style sheet', (url) => `add('link', { rel: 'stylesheet', href: ${url} }); return pause(700)`),
  ...each('frame', (url) => `add('iframe', { src: ${url} }); return pause(700)`),
  ...each('object', (url) => `add('object', { data: ${url} }); return pause(700)`),
  ...each(
    'form',
    (url) => `add('form', { action: ${url}, method: 'post', target: 'a' + Math.random() }).submit(); return pause(700)`,
  ),
  { name: 'inline script', code: "add('script', { textContent: 'globalThis.inlined = true' }); return inlined" },
  { name: 'localStorage', code: "localStorage.setItem('doors', '1'); return true" },
  { name: 'sessionStorage', code: "sessionStorage.setItem('doors', '1'); return true" },
  { name: 'cookie', code: "document.cookie = 'doors=1'; return document.cookie.includes('doors')" },
  {
    name: 'cookieStore',
    code: "await cookieStore.set('doors', '1'); return (await cookieStore.get('doors')) !== null",
  },
  { name: 'document of the parent', code: 'return parent.document.title !== undefined' },
  { name: 'document of the top', code: 'return top.document.title !== undefined' },
  { name: 'script of the parent', code: 'return parent.fetch !== undefined' },
  { name: 'window.open', code: "return window.open(other('script.js')) !== null" },
  { name: 'service worker', code: "await navigator.serviceWorker.register(own('script.js')); return true" },
  { name: 'RTCPeerConnection', code: 'return new RTCPeerConnection() !== undefined' },
];

/** Those that end the document: one at a time. */
export const leavingDoors: readonly Door[] = [
  { name: 'top navigation', code: "top.location.href = other('script.js'); return pause(700)" },
  { name: 'own navigation, other host', code: "location.href = other('script.js'); return pause(700)" },
];

interface Places {
  readonly own: string;
  readonly other: string;
  /** How long a door may take to open. */
  readonly patienceMs: number;
}

/** Tries the doors all at once: an expression whose value is what became of each. */
export function probe(doors: readonly Door[], { own, other, patienceMs }: Places): string {
  const attempts = doors.map(({ name, code }) => `attempt(${JSON.stringify(name)}, async (own, other) => { ${code} })`);
  return `(async () => {
    const outcomes = {};
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const closed = (worker) => new Promise((yes, no) => { worker.onmessage = () => yes(true); worker.onerror = () => no(new Error('refused')); });
    const nested = (code) => closed(new Worker(URL.createObjectURL(new Blob([code + '.then(() => postMessage(1), () => { throw 1 })']))));
    const add = (tag, facts) => document.documentElement.appendChild(Object.assign(document.createElement(tag), facts));
    async function attempt(name, pass) {
      const at = (host) => (path) => host + 'probe/' + path + '?door=' + encodeURIComponent(name);
      try {
        const through = await Promise.race([pass(at(${JSON.stringify(own)}), at(${JSON.stringify(other)})), pause(${patienceMs}).then(() => 'nothing happened')]);
        outcomes[name] = through === true ? 'open' : through === undefined ? 'quiet' : 'shut: ' + through;
      } catch (error) {
        outcomes[name] = 'shut: ' + (error?.name ?? String(error));
      }
    }
    await pause(0); // a debugger's own call may eval, the page's tasks may not
    await Promise.all([${attempts.join(',\n')}]);
    return outcomes;
  })()`;
}
