/** Before the tests of a file: the texts are there that it says, as on a page that is shown. */
import { beforeAll } from 'vitest';
import { ready } from './texts';

beforeAll(ready);
