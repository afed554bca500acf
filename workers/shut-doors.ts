/**
 * Takes everything from a worker's global scope that its work does not need, before anything else runs: whatever a
 * platform has or will have to speak to the world is not on this list. The frame's policy refuses the same; this holds
 * where a browser does not.
 */
const kept = new Set(
  `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl
  Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer
  String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet WebAssembly decodeURI decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN
  parseFloat parseInt undefined unescape
  MessagePort TextDecoder TextEncoder WorkerGlobalScope addEventListener atob btoa clearInterval clearTimeout console
  constructor dispatchEvent performance postMessage queueMicrotask removeEventListener self setInterval setTimeout
  structuredClone`.split(/\s+/),
);

function shut(scope: object): void {
  for (const name of Reflect.ownKeys(scope))
    if (typeof name === 'string' && !kept.has(name)) Reflect.deleteProperty(scope, name);
}

// While developing, the compiler's parts are fetched one by one.
if (!import.meta.env.DEV)
  for (let scope: object | null = self; scope && scope !== Object.prototype; scope = Reflect.getPrototypeOf(scope))
    shut(scope);
