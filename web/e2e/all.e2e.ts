/** The stories in their order: the last one restarts the API. */
import { describe } from 'vitest';
import { operators } from './console';
import { landing } from './landing';
import { overlay } from './overlay';

describe('landing', landing);
describe('console', operators);
describe('overlay', overlay);
