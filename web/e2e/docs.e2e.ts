import { describe } from 'vitest';
import { docs } from './docs';

describe('reference', docs);
