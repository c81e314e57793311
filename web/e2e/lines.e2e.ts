import { describe } from 'vitest';
import { lines } from './timer/line';
import { withoutNetwork } from './timer/without-network';

describe('the line of a clock', lines);
describe('clocks without a network', withoutNetwork);
