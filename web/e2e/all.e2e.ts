/** The stories in their order: the last one restarts the API. */
import { describe } from 'vitest';
import { operators } from './console';
import { docs } from './docs';
import { landing } from './meter/landing';
import { overlay } from './meter/overlay';
import { streamer } from './meter/streamer';
import { parts } from './parts';
import { timerJoin } from './timer/join';
import { timerOwner } from './timer/owner';

describe('landing', landing);
describe('reference', docs);
describe('console', operators);
describe('streamer', streamer);
describe('timers of their own', timerOwner);
describe('timer links', timerJoin);
describe('parts', parts);
describe('overlay', overlay);
