import { describe } from 'vitest';
import { timerOwner } from './timer/owner';

describe('timers of their own', timerOwner);
