import { describe } from 'vitest';
import { operators } from './console';

describe('console', operators);
