import type { KindIndex } from '../kind';

export const timer: KindIndex = {
  root: '/timer',
  title: { en: 'Timers', de: 'Timer' },
  door: {
    text: {
      en: 'The same clock on every screen: chess, debates, quizzes, exams. Players end their turn on their own phone. No account needed.',
      de: 'Dieselbe Uhr auf jedem Bildschirm: Schach, Debatte, Quiz, Prüfung. Wer dran ist, beendet seinen Zug auf dem eigenen Handy. Ganz ohne Konto.',
    },
    go: { en: 'Open timers', de: 'Zu den Timern' },
  },
  links: [{ title: { en: 'Timers', de: 'Timer' }, path: '/timer' }],
  free: [
    {
      title: { en: 'New timer without an account', de: 'Neuer Timer ohne Konto' },
      path: '/timer/new',
    },
    { title: { en: 'Chess clock', de: 'Schachuhr' }, path: '/timer/table' },
  ],
};
