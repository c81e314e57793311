/** What finds something by its words: most visits come without it. */
import './search/search.css';

export { default as Search } from './search/Search.svelte';
