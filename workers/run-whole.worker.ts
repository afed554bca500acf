import './shut-doors.ts';
import { run } from '../src/envoy/index.ts';
import { describeModule } from '../src/host/index.ts';
import { serve, type WholeRunApi } from '../src/protocol/index.ts';
import { runApiOf } from './run/index.ts';

const api: WholeRunApi = { ...runApiOf(run), describe: describeModule };

serve(api, self);
