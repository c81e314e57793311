import { describe } from 'vitest';
import { writing } from './journal/writing';

describe('a journal', writing);
