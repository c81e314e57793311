import type { KindIndex } from '../kind';

export const meter: KindIndex = {
  root: '/dashboard',
  links: [
    { title: 'Meter', path: '/dashboard' },
    { title: 'Rounds', path: '/dashboard/rounds' },
  ],
};
