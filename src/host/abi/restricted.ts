import { Errno } from '../../model/index.ts';
import type { Called, Frame, ImportFunction } from './frame.ts';
import { Status } from './status.ts';

/**
 * What stands in for a hostcall that the plugin's capability restriction does not allow: a complaint in Envoy's words
 * and an error, whatever the arguments.
 */
export function restrictedImport(frame: Frame, { info, index, clearance }: Called): ImportFunction {
  const isWasi = info.module !== 'env';
  const code = isWasi ? Errno.NotCapable : Status.InternalFailure;
  const text = `Attempted call to restricted ${isWasi ? 'WASI' : 'proxy-wasm'} capability: ${info.name}`;
  return () => {
    const context = frame.enter(clearance);
    frame.complain(text);
    if (frame.trace.enabled) {
      frame.trace.hostcall(frame.vm, context.id, index, code);
      frame.trace.endHostcall();
    }
    return info.result === 'void' ? undefined : code;
  };
}
