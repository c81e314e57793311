import { describe } from 'vitest';
import { operators } from './console';
import { failures } from './console-failures';

describe('console', operators);
describe('what failed', failures);
