/** Which view of the console the address names. */
import { followWithin, place } from '../../kit/route/place.svelte';
import { isWithin } from '../../kit/route/within';
import { type Route, routeOf } from './views';

export const here = {
  get route(): Route {
    return routeOf(place.path);
  },
};

export const followLinks = followWithin((path) => isWithin(path, '/admin'));
