import './style/play.css';

export { default as play } from './Pages.svelte';
