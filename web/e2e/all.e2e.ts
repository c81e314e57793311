/** The stories in their order: the last one restarts the API. */
import { describe } from 'vitest';
import { landing } from './landing';
import { overlay } from './overlay';

describe('landing', landing);
describe('overlay', overlay);
