import { describe } from 'vitest';
import { byMail } from './accounts/by-mail';
import { exports } from './accounts/exports';

describe('an account by e-mail and password', byMail);
describe('all that is kept of somebody', exports);
