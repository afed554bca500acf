import './shut-doors.ts';
import * as proxy from '../src/envoy/index.ts';
import { describeModule } from '../src/host/index.ts';
import { serve, type WholeRunApi } from '../src/protocol/index.ts';
import { looksOf, runApiOf, runDetails } from './run/index.ts';

const api: WholeRunApi = {
  ...runApiOf(proxy.run),
  describe: describeModule,
  ...looksOf(proxy.run),
  ...runDetails(proxy, () => performance.now()),
};

serve(api, self);
