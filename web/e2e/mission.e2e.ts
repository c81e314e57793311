import { describe } from 'vitest';
import { audience } from './mission/audience';
import { extension } from './mission/extension';
import { overlay } from './mission/overlay';
import { owner } from './mission/owner';

// They look at the same camp, and whoever goes out of one is seen by all.
describe('ticker', overlay);
describe('audience', audience);
describe('extension', extension);
describe('owner', owner);
