/** What somebody is told of, and how they want to be told. */
import { describe } from 'vitest';
import { live } from './inbox/live';
import { pushing } from './inbox/pushing';
import { telling } from './inbox/telling';
import { wishing } from './inbox/wishing';

describe('an inbox, and what it tells of', telling);
describe('an inbox that two pages have open', live);
describe('an inbox, and how its person wants to be told', wishing);
describe('an inbox, and the devices that are told', pushing);
