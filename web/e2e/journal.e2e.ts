import { describe } from 'vitest';
import { sharing } from './journal/sharing';
import { withoutNetwork } from './journal/without-network';
import { writing } from './journal/writing';

describe('a journal', writing);
describe('a copy of an entry', sharing);
describe('a journal without a network', withoutNetwork);
