/** Beside what is said in a circle: who keeps order, what people are to one another, and the clock. */
import { describe } from 'vitest';
import { appeals } from './circle/appeals';
import { byClock } from './circle/by-clock';
import { regards } from './circle/regards';
import { searching } from './circle/searching';
import { statistics } from './circle/statistics';
import { trending } from './circle/trending';
import { words } from './circle/words';

describe('what was decided, and what is said against it', appeals);
describe('people of circles, and what they are to one another', regards);
describe('words that a circle looks out for', words);
describe('what a circle says by the clock', byClock);
describe('what is counted of a circle', statistics);
describe('what is talked about in circles', trending);
describe('what is found by its words', searching);
