import { describe } from 'vitest';
import { consolePages } from './looks/console';
import { strangers } from './looks/strangers';

describe('as kept, to anybody', strangers);
describe('as kept, the console', consolePages);
