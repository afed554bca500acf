import type { ModuleSections } from './module-sections.ts';

/** The bytes of a module whose own memories cannot grow past `maxPages`, and how far its code moved in the file. */
export interface LimitedModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly shift: number;
}

/**
 * Writes a maximum into the memory section, so that growth past it is refused by the engine as Envoy's refuses it.
 * A smaller maximum of the module's own stays, and what it has at the start. Imported memories are made by the host and need no rewriting.
 */
export function limitMemory(bytes: Uint8Array, sections: ModuleSections, maxPages: number): LimitedModule {
  const own = sections.memories.find((memory) => !memory.imported);
  const place = sections.memorySection;
  if (own === undefined || place === undefined) return { bytes: Uint8Array.from(bytes), shift: 0 };
  const max = Math.max(own.min, Math.min(own.max ?? maxPages, maxPages));
  const content = [1, 1, ...leb(own.min), ...leb(max)];
  const section = [5, ...leb(content.length), ...content];
  const limited = new Uint8Array(place.from + section.length + bytes.length - place.to);
  limited.set(bytes.subarray(0, place.from));
  limited.set(section, place.from);
  limited.set(bytes.subarray(place.to), place.from + section.length);
  return { bytes: limited, shift: limited.length - bytes.length };
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}
