/** What anybody in an audience opens by its address, whether they are signed in or not. */
import { mount } from 'svelte';
import { playOf } from '../../kinds/plays';
import { insist } from '../../kit/insist';
import { ready } from '../../kit/language/texts';
import { place } from '../../kit/route/place.svelte';
import App from './App.svelte';
import { kindOf } from './kind-of';

// Who looks is asked meanwhile.
const kind = kindOf(place.path);
if (kind) void playOf(kind);

void insist(ready).then(() => mount(App, { target: document.body }));
