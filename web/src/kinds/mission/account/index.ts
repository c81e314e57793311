export { default as account } from './EndCamp.svelte';
