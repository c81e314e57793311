import { begin } from './begin';
import VideoOverlay from './VideoOverlay.svelte';

begin(VideoOverlay);
