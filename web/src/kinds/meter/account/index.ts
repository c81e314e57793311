export { default as account } from './EndMeter.svelte';
