import './shut-doors.ts';
import { run } from '../src/envoy/index.ts';
import { serve } from '../src/protocol/index.ts';
import { runApiOf } from './run/index.ts';

serve(runApiOf(run), self);
