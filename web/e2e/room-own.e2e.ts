import { describe } from 'vitest';
import { friends } from './room/friends';
import { history } from './room/history';
import { order } from './room/order';
import { planned } from './room/planned';

describe('a room: friends', friends);
describe('a room: history', history);
describe('a room: times and media', planned);
describe('a room: rights and reports', order);
