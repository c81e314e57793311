/** What somebody writes for themselves: the days, the entries, and the one that is open. */
import { mount } from 'svelte';
import { insist } from '../../kit/insist';
import { ready } from '../../kit/language/texts';
import App from './App.svelte';

void insist(ready).then(() => mount(App, { target: document.body }));
