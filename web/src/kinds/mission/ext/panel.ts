import { begin } from './begin';
import Panel from './Panel.svelte';

begin(Panel);
