/** All that somebody sees who is signed in: their sessions of every kind, and their account. */
import { mount } from 'svelte';
import { ownerOf } from '../../kinds/owners';
import { insist } from '../../kit/insist';
import { ready } from '../../kit/language/texts';
import { place } from '../../kit/route/place.svelte';
import App from './App.svelte';
import { homeOf, routeOf } from './route';

const home = homeOf(place.path);
if (home) place.go(home, 'replace');
// Who looks is asked meanwhile.
const route = routeOf(place.path);
if (route.at === 'kind') void ownerOf(route.kind);

void insist(ready).then(() => mount(App, { target: document.body }));
