/** Circles: those that somebody is in, those that they may find, and what is said in one. */
import { mount } from 'svelte';
import { insist } from '../../kit/insist';
import { ready } from '../../kit/language/texts';
import App from './App.svelte';
import { keepInvitation } from './model/invitation';

// Before anything looks at the address: no log and no history shall have the secret.
keepInvitation();

void insist(ready).then(() => mount(App, { target: document.body }));
