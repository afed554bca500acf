import { type CompileApi, serve } from '../src/protocol/index.ts';
import { withReason } from './compile/breakdown.ts';
import { compile } from './compile/compile.ts';

const api: CompileApi = {
  async compile(input, call) {
    const result = await withReason(() => compile(input));
    if (result.wasm) call.transfer(result.wasm.buffer);
    return result;
  },
};

serve(api, self);
