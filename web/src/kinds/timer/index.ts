import type { KindIndex } from '../kind';

export const timer: KindIndex = {
  root: '/timer',
  links: [
    { title: 'Timers', path: '/timer' },
    { title: 'New', path: '/timer/new' },
  ],
};
