import { describe } from 'vitest';
import { languages } from './languages';
import { navigation } from './navigation';

describe('languages', languages);
describe('navigation', navigation);
