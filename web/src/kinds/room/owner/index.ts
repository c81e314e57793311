import './owner.css';

export { default as owner } from './Pages.svelte';
