/** A view of the extension: it is there once Twitch's helper is. */
import { type Component, mount } from 'svelte';
import { insist } from '../../../kit/insist';
import { ready } from '../../../kit/language/texts';
import { Viewer } from './viewer.svelte';
import './style.css';

export function begin(View: Component<{ viewer: Viewer }>): void {
  const ext = window.Twitch?.ext;
  // Without the helper nobody is there to be shown anything: this is no page of its own.
  if (!ext) return;
  const viewer = new Viewer(ext);
  void insist(ready).then(() => mount(View, { target: document.body, props: { viewer } }));
}
