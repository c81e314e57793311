import { describe } from 'vitest';
import { faces } from './timer/faces';
import { timerJoin } from './timer/join';
import { plates } from './timer/plates';

describe('timer links', timerJoin);
describe('timer faces', faces);
describe('timer plates', plates);
