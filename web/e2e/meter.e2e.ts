import { describe } from 'vitest';
import { landing } from './meter/landing';
import { moderator } from './meter/moderator';
import { overlay } from './meter/overlay';
import { reads } from './meter/reads';
import { parts } from './parts';

// They look at the same meter: what one asks of it the other would see.
describe('landing', landing);
describe('parts', parts);
describe('overlay', overlay);
describe('moderator', moderator);
describe('what is read', reads);
