import { describe } from 'vitest';
import { agenda } from './timer/agenda';
import { guest } from './timer/guest';
import { lobby } from './timer/lobby';

describe('a timer without an account', guest);
describe('a lobby', lobby);
describe('an agenda', agenda);
