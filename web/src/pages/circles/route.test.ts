import { expect, test } from 'vitest';
import {
  circlePath,
  decisionsPath,
  feedsPath,
  isOurs,
  messagePath,
  partPath,
  personPath,
  regardsPath,
  routeOf,
  searchPath,
} from './route';

const ID = '0190b2c4-7d1e-7000-8000-000000000001';
const OTHER = '0190b2c4-7d1e-7000-8000-000000000002';

test('each page has an address of its own', () => {
  expect(routeOf('/circles/')).toEqual({ at: 'list' });
  expect(routeOf(feedsPath())).toEqual({ at: 'feeds' });
  expect(routeOf(searchPath())).toEqual({ at: 'search' });
  expect(searchPath(ID)).toBe(`${searchPath()}?in=circle:${ID}`);
  expect(routeOf(regardsPath())).toEqual({ at: 'regarded' });
  expect(routeOf(decisionsPath())).toEqual({ at: 'decisions' });
  expect(decisionsPath(ID)).toBe(`${decisionsPath()}?decision=${ID}`);
  expect(routeOf(personPath(ID))).toEqual({ at: 'person', person: ID });
  expect(routeOf(circlePath(ID))).toEqual({ at: 'talk', id: ID, message: null });
  expect(routeOf(messagePath(ID, OTHER))).toEqual({ at: 'talk', id: ID, message: OTHER });
  for (const part of ['people', 'queue', 'settings', 'statistics'] as const) {
    expect(routeOf(partPath(ID, part))).toEqual({ at: part, id: ID });
  }
});

test('what names no circle is nowhere', () => {
  for (const path of [
    '/circles/nothing',
    `${regardsPath()}/nothing`,
    `${circlePath(ID)}/nothing`,
    `${circlePath(ID)}/m`,
  ]) {
    expect(routeOf(path)).toEqual({ at: 'nowhere' });
    expect(isOurs(path)).toBe(true);
  }
  expect(isOurs('/circlesque')).toBe(false);
});
