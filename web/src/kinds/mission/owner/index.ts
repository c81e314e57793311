import './style/owner.css';

export { default as owner } from './Pages.svelte';
