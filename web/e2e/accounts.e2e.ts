import { describe } from 'vitest';
import { byMail } from './accounts/by-mail';

describe('an account by e-mail and password', byMail);
