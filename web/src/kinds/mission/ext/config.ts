import { begin } from './begin';
import Config from './Config.svelte';

begin(Config);
