// The whole SDK for proxy-wasm ABI 0.2.1: import { ... } from './sdk/assembly'.
export { Context } from './context';
export { HttpContext } from './http-context';
export { RootContext } from './root-context';
export { StreamContext } from './stream-context';
export {
  HttpContextFactory,
  registerRootContext,
  RootContextFactory,
  setHttpContext,
  setRootContext,
  setStreamContext,
  StreamContextFactory,
} from './registry';
export {
  Action,
  BufferType,
  GrpcStatusCode,
  LogLevel,
  MapType,
  MetricType,
  PeerType,
  Status,
  StreamType,
} from './enums';
export { getLogLevel, log, logCritical, logDebug, logError, logInfo, logTrace, logWarn, setLogLevel } from './log';
export { getLastStatus, statusName } from './status';
export { HeaderBytes } from './pairs';
export {
  addMapValue,
  addMapValueBytes,
  getMap,
  getMapBytes,
  getMapSize,
  getMapValue,
  getMapValueBytes,
  removeMapValue,
  setMap,
  setMapBytes,
  setMapValue,
  setMapValueBytes,
} from './header-map';
export { getBuffer, getBufferBytes, getBufferSize, setBuffer, setBufferBytes } from './buffers';
export {
  getProperty,
  getPropertyBool,
  getPropertyBytes,
  getPropertyDouble,
  getPropertyInt,
  getPropertyMap,
  hasProperty,
  setProperty,
  setPropertyBytes,
} from './properties';
export {
  getSharedData,
  getSharedDataBytes,
  setSharedData,
  setSharedDataBytes,
  SharedData,
  SharedDataBytes,
} from './shared-data';
export {
  dequeueSharedQueue,
  dequeueSharedQueueBytes,
  enqueueSharedQueue,
  enqueueSharedQueueBytes,
  registerSharedQueue,
  resolveSharedQueue,
} from './shared-queue';
export { Counter, defineMetric, Gauge, getMetric, Histogram, incrementMetric, recordMetric } from './metrics';
export { CallStatus, getCallStatus } from './grpc-call';
export { callForeignFunction, callForeignFunctionBytes } from './foreign';
export { closeStream, continueStream, sendLocalResponse, setEffectiveContext } from './streams';
export { getCurrentTimeMilliseconds, getCurrentTimeNanoseconds } from './time';
