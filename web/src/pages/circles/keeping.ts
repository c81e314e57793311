/** What only those who keep a circle in order look at: not every visit needs it. */
export { default as Queue } from './queue/Queue.svelte';
export { default as Settings } from './settings/Settings.svelte';
export { default as Statistics } from './statistics/Statistics.svelte';
