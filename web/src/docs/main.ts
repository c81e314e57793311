/** What the API can do, for people: read from the document that it gives itself. */
import { mount } from 'svelte';
import { insist } from '../kit/insist';
import { ready } from '../kit/language/texts';
import Docs from './Docs.svelte';

void insist(ready).then(() => mount(Docs, { target: document.body }));
