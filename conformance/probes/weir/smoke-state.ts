import {
  Action,
  callForeignFunction,
  callForeignFunctionBytes,
  Counter,
  defineMetric,
  dequeueSharedQueue,
  dequeueSharedQueueBytes,
  enqueueSharedQueue,
  enqueueSharedQueueBytes,
  Gauge,
  getCurrentTimeMilliseconds,
  getCurrentTimeNanoseconds,
  getLogLevel,
  getMetric,
  getSharedData,
  getSharedDataBytes,
  Histogram,
  HttpContext,
  incrementMetric,
  log,
  logCritical,
  logDebug,
  logError,
  logInfo,
  LogLevel,
  logTrace,
  logWarn,
  MetricType,
  recordMetric,
  registerSharedQueue,
  resolveSharedQueue,
  RootContext,
  setLogLevel,
  setSharedData,
  setSharedDataBytes,
  SharedData,
  SharedDataBytes,
  Status,
  statusName,
} from './sdk/assembly';
import { bytesOf, show, showBytes, showNumber } from './show';

// Defined at their first use: here the host would allow no call yet.
const hits = new Counter('smoke.hits');
const level = new Gauge('smoke.level');
const sizes = new Histogram('smoke.sizes');

/**
 * Everything that outlives a request. With the configuration `linger` it answers false in `onDone`
 * and ends a tick later.
 */
export class StateRoot extends RootContext {
  private queue: u32 = 0;
  private ticks: u32 = 0;
  private lingers: bool = false;
  private isLeaving: bool = false;

  onVmStart(vmConfigurationSize: u32): bool {
    show('VM configuration', this.getVmConfiguration());
    showBytes('VM configuration', this.getVmConfigurationBytes());
    return true;
  }

  onConfigure(pluginConfigurationSize: u32): bool {
    show('configuration', this.getPluginConfiguration());
    showBytes('configuration', this.getPluginConfigurationBytes());
    this.lingers = this.getPluginConfiguration() == 'linger';
    this.queue = this.registerSharedQueue('smoke');
    this.setTickPeriod(50);
    return true;
  }

  createHttpContext(contextId: u32): HttpContext | null {
    return new StateSmoke();
  }

  onTick(): void {
    this.ticks += 1;
    if (this.ticks == 1) {
      logInfo('tick');
      this.setTickPeriod(0);
    }
    if (this.isLeaving) {
      logInfo('last tick');
      this.done();
    }
  }

  onQueueReady(queueId: u32): void {
    showNumber('it is my queue', queueId == this.queue ? 1 : 0);
    show('dequeued', this.dequeueSharedQueue(queueId));
    showBytes('dequeued', this.dequeueSharedQueueBytes(queueId));
    show('dequeued', dequeueSharedQueue(queueId));
    showBytes('dequeued', dequeueSharedQueueBytes(queueId));
    show('from an empty queue', this.dequeueSharedQueue(queueId));
  }

  onForeignFunction(functionId: u32, argumentsSize: u32): void {
    showBytes('arguments', this.getForeignFunctionArguments(0, argumentsSize));
  }

  onDone(): bool {
    logInfo('the root is asked to end');
    this.isLeaving = true;
    if (this.lingers) this.setTickPeriod(20);
    return !this.lingers;
  }
}

class StateSmoke extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    if (path == '/logs') logs();
    if (path == '/data') this.data();
    if (path == '/queues') this.queues();
    if (path == '/metrics') metrics();
    if (path == '/foreign') this.foreign();
    if (path == '/done') this.done(); // nothing is pending: NotFound
    return Action.Continue;
  }

  private data(): void {
    const first: SharedData = this.getSharedData('key');
    show('key', first.value);
    showNumber('cas', first.cas != 0 ? 1 : 0);
    show('set', statusName(this.setSharedData('key', 'one')));
    const second = getSharedData('key');
    show('key', second.value);
    show('set with its number', statusName(setSharedData('key', 'two', second.cas)));
    show('set with the old number', statusName(this.setSharedData('key', 'three', second.cas)));
    show('set bytes', statusName(this.setSharedDataBytes('bytes', bytesOf('bytes'))));
    const bytes: SharedDataBytes = this.getSharedDataBytes('bytes');
    showBytes('bytes', bytes.value);
    show('set bytes again', statusName(setSharedDataBytes('bytes', new Uint8Array(0), bytes.cas)));
    showBytes('empty now', getSharedDataBytes('bytes').value);
    show('key at the end', this.getSharedData('key').value);
  }

  private queues(): void {
    const queue = this.resolveSharedQueue('', 'smoke');
    showNumber('found by both', resolveSharedQueue('', 'smoke') == queue ? 1 : 0);
    showNumber('registered again', registerSharedQueue('smoke') == queue ? 1 : 0);
    showNumber('an unknown queue', this.resolveSharedQueue('', 'nothing'));
    show('enqueue', statusName(this.enqueueSharedQueue(queue, 'one')));
    show('enqueue bytes', statusName(this.enqueueSharedQueueBytes(queue, bytesOf('two'))));
    show('enqueue', statusName(enqueueSharedQueue(queue, 'three')));
    show('enqueue bytes', statusName(enqueueSharedQueueBytes(queue, bytesOf('four'))));
    showNumber('enqueue elsewhere', this.enqueueSharedQueue(4711, 'lost') == Status.NotFound ? 1 : 0);
  }

  private foreign(): void {
    const packed = this.callForeignFunctionBytes('compress', bytesOf('aaaaaaaaaaaaaaaaaaaa'));
    showBytes('compressed', packed);
    if (packed !== null) showBytes('uncompressed', callForeignFunctionBytes('uncompress', packed));
    show('clear_route_cache', this.callForeignFunction('clear_route_cache'));
    show('nothing_such', callForeignFunction('nothing_such', 'input'));
    logInfo(getCurrentTimeNanoseconds() / 1_000_000 >= <u64>getCurrentTimeMilliseconds() - 1000 ? 'one clock' : 'two');
    logInfo(Math.random() < 1 ? 'Math.random works' : 'it does not');
    console.log('console.log');
    console.error('console.error');
    trace('trace', 2, 1, 2.5);
  }
}

function logs(): void {
  log(LogLevel.Info, 'log');
  logTrace('logTrace');
  logDebug('logDebug');
  logInfo('logInfo');
  logWarn('logWarn');
  logError('logError');
  logCritical('logCritical: ünïcödé ✓ 🎈');
  showNumber('the proxy logs from level', getLogLevel());
  setLogLevel(LogLevel.Warn);
  logInfo('not seen');
  setLogLevel(LogLevel.Trace);
}

function metrics(): void {
  hits.increment();
  hits.increment(4);
  showNumber('hits', hits.value);
  level.add(5);
  level.add(-2);
  showNumber('level', level.value);
  level.record(40);
  showNumber('level', level.value);
  sizes.record(7);
  const id = defineMetric(MetricType.Counter, 'smoke.hits');
  incrementMetric(id, 10);
  showNumber('hits under another id', getMetric(id));
  incrementMetric(id, 0);
  recordMetric(defineMetric(MetricType.Gauge, 'smoke.level'), 3);
  showNumber('level', level.value);
  showNumber('a metric nobody defined', getMetric(4004));
}

/** An access logger has no streams: the root's onLog is called. */
export class LoggerRoot extends RootContext {
  onLog(): void {
    show('logged', this.getProperty('request.path'));
    showNumber('status', this.getPropertyInt('response.code'));
  }
}
