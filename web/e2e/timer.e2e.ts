import { describe } from 'vitest';
import { again } from './timer/again';
import { endsAt } from './timer/ends-at';
import { timerHistory } from './timer/history';
import { timerLinks } from './timer/links';
import { timerList } from './timer/list';
import { timerOwner } from './timer/owner';
import { templates } from './timer/templates';

describe('timers of their own', timerOwner);
describe('timers until a time of day', endsAt);
describe('games and the next ones', again);
describe('a list of timers', timerList);
describe('links of a timer', timerLinks);
describe('templates', templates);
describe('what a timer was', timerHistory);
