/** What the API can do, for people: read from the document that it gives itself. */
import { mount } from 'svelte';
import Docs from './Docs.svelte';

mount(Docs, { target: document.body });
