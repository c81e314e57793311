import { describe } from 'vitest';
import { access } from './room/access';
import { embed } from './room/embed';
import { looks } from './room/looks';
import { people } from './room/people';
import { talk } from './room/talk';
import { together } from './room/together';

describe('a room: together', together);
describe('a room: queue and people', people);
describe('a room: talk', talk);
describe('a room: an embed', embed);
describe('a room: barriers', access);
describe('a room: looks', looks);
