export { Status } from './abi/status.ts';
export { CallGate, RunStopped, type CallGateOptions } from './call-gate.ts';
export { HOSTCALL_ROWS } from './hostcalls/all.ts';
export { ENVOY_MAX_PAGES, LoadedModule, loadModule, MAX_MODULE_BYTES } from './load-module.ts';
export { MemoryBudget, RUN_MAX_PAGES } from './memory-budget.ts';
export { readModuleInfo } from './module-info.ts';
export { refused, type ContextServices, type CountOr } from './services.ts';
export { Trace } from './trace.ts';
export { Vm, type VmOptions } from './vm.ts';
