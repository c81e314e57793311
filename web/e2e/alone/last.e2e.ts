/** The stories that nobody may be near, in their order: the last one ends the API. */
import { describe } from 'vitest';
import { restarting } from '../meter/restarting';
import { far } from '../room/far';
import { owned } from '../room/own';
import { farApart } from '../timer/far-apart';

// A screen and voices are coded by the processor as they come.
describe('a room: own', owned);
describe('a room: far apart', far);
describe('clocks', farApart);
describe('overlay', restarting);
