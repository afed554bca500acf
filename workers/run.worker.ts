import './shut-doors.ts';
import { serve } from '../src/protocol/index.ts';
import { firstRunApi } from './run/index.ts';

serve(firstRunApi(), self);
