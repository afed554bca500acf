import { row, WHILE_STARTING, type Row, type Shape } from '../abi/row.ts';
import { noInput } from '../abi/shapes.ts';
import { status } from '../abi/outputs.ts';
import { Status } from '../abi/status.ts';

/** Which context the next hostcalls act for is the VM's own business: the proxy is not asked. */
const setEffectiveContext: Shape = {
  kinds: ['u32'],
  attach(frame, { index, clearance }) {
    const { trace, vm } = frame;
    return (id: number) => {
      const context = frame.enter(clearance);
      const code = frame.setEffective(id >>> 0) ? Status.Ok : Status.BadArgument;
      if (trace.enabled) {
        trace.hostcall(vm, context.id, index, code);
        trace.word(id);
        trace.endHostcall();
      }
      return code;
    };
  },
};

const pthreadEqual: Shape = {
  kinds: ['u32', 'u32'],
  attach(frame, { index, clearance }) {
    const { trace, vm } = frame;
    return (left: number, right: number) => {
      const context = frame.enter(clearance);
      const equal = left === right ? 1 : 0;
      if (trace.enabled) {
        trace.hostcall(vm, context.id, index, equal);
        trace.word(left);
        trace.word(right);
        trace.endHostcall();
      }
      return equal;
    };
  },
};

const nothing: Shape = {
  kinds: ['u32'],
  attach(frame, { index, clearance }) {
    const { trace, vm } = frame;
    return (memory: number) => {
      const context = frame.enter(clearance);
      if (!trace.enabled) return;
      trace.hostcall(vm, context.id, index, Status.Ok);
      trace.word(memory);
      trace.endHostcall();
    };
  },
};

export const lifecycleRows: readonly Row[] = [
  row('proxy_set_effective_context', setEffectiveContext, { differs: 'Context 0 is accepted and means none.' }),
  row(
    'proxy_done',
    noInput((context) => context.done(), status),
    { differs: 'NotFound unless a root context said that it was not done.' },
  ),
  row('pthread_equal', pthreadEqual),
  row('emscripten_notify_memory_growth', nothing, { clearance: WHILE_STARTING }),
];
