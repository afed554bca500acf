import './shut-doors.ts';
import { type CompileApi, serve } from '../src/protocol/index.ts';
import { compile, watOf, withReason } from './compile/index.ts';

const api: CompileApi = {
  async compile(input, call) {
    const result = await withReason(() => compile(input));
    if (result.wasm) call.transfer(result.wasm.buffer);
    return result;
  },
  wat: (input) => watOf(input),
};

serve(api, self);
