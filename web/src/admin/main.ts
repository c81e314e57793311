/** The operator's console. */
import { mount } from 'svelte';
import { insist } from '../kit/insist';
import { ready } from '../kit/language/texts';
import App from './shell/App.svelte';

void insist(ready).then(() => mount(App, { target: document.body }));
