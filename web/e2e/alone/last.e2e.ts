/** The stories that nobody may be near, in their order: the last one ends the API. */
import { describe } from 'vitest';
import { restarting } from '../meter/restarting';
import { farApart } from '../timer/far-apart';

describe('clocks', farApart);
describe('overlay', restarting);
