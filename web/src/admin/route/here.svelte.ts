/** Which view of the console the address names. */
import { followWithin, place } from '../../kit/route/place.svelte';
import { type Route, routeOf } from './views';

export const here = {
  get route(): Route {
    return routeOf(place.path);
  },
};

export const followLinks = followWithin('/admin');
