import { describe } from 'vitest';
import { streamer } from './meter/streamer';

describe('streamer', streamer);
