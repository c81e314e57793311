/** A room, for whoever has its address. */
import { mount } from 'svelte';
import { insist } from '../../../kit/insist';
import { ready } from '../../../kit/language/texts';
import App from './App.svelte';

void insist(ready).then(() => mount(App, { target: document.body }));
