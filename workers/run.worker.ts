import { serve } from '../src/protocol/index.ts';
import { runApi } from './run/index.ts';

serve(runApi, self);
