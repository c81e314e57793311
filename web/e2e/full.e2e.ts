import { describe } from 'vitest';
import { full } from './full';

describe('a full server', full);
