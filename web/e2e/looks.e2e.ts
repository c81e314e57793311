import { describe } from 'vitest';
import { looks } from './meter/streamer/looks';

describe('looks', looks);
