import { describe } from 'vitest';
import { operators } from './directions/console';
import { meters } from './directions/meters';
import { timers } from './directions/timers';

describe('texts of timers', timers);
describe('texts of meters', meters);
describe('texts in the console', operators);
