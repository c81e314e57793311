import { describe } from 'vitest';
import { timerJoin } from './timer/join';

describe('timer links', timerJoin);
