import { base64Of } from '../base64.ts';
import type { PlacedFilter } from './chain.ts';
import { messageType } from './types.ts';

/** Where Envoy finds the code: in a file beside the configuration, or inside it. */
export type CodePlace = 'file' | 'inline';

/** Envoy hands a plugin the text of a StringValue; of a Struct it hands over binary protobuf. */
const textAny = (value: string) => ({ '@type': messageType.stringValue, value });

/** One entry of `http_filters`. */
export function wasmFilter(placed: PlacedFilter, place: CodePlace): object {
  const { filter, httpName, vmId, fileName, bytes } = placed;
  const { name, rootId, configuration, vmConfiguration, failurePolicy } = filter;
  return {
    name: httpName,
    typed_config: {
      '@type': messageType.wasm,
      config: {
        name,
        ...(rootId && { root_id: rootId }),
        ...(configuration && { configuration: textAny(configuration) }),
        failure_policy: failurePolicy,
        vm_config: {
          ...(vmId && { vm_id: vmId }),
          runtime: 'envoy.wasm.runtime.v8',
          ...(vmConfiguration && { configuration: textAny(vmConfiguration) }),
          code: { local: place === 'inline' ? { inline_bytes: base64Of(bytes) } : { filename: fileName } },
        },
      },
    },
  };
}

export const routerFilter = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': messageType.router },
} as const;
