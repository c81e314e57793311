/** What a streamer asked before: not every visit looks at it. */
export { default as RoundPage } from './RoundPage.svelte';
export { default as Rounds } from './Rounds.svelte';
