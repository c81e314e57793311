import { describe } from 'vitest';
import { streamers } from './looks/streamers';
import { timers } from './looks/timers';

describe('as kept, to a streamer', streamers);
describe('as kept, a timer', timers);
