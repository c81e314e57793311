import { describe } from 'vitest';
import { drafts } from './circle/drafts';
import { keeping } from './circle/keeping';
import { live } from './circle/live';
import { looking } from './circle/looking';
import { order } from './circle/order';
import { showing } from './circle/showing';
import { talking } from './circle/talking';
import { unnamed } from './circle/unnamed';

describe('a circle and two who talk in it', talking);
describe('a circle that two have open', live);
describe('a circle that is kept in order', order);
describe('circles, looked at by whoever comes', looking);
describe('what is typed in a circle', keeping);
describe('a circle in which pictures are shown', showing);
describe('drafts in a circle', drafts);
describe('a circle in which nobody has to say their name', unnamed);
