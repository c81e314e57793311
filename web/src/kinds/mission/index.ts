import type { KindIndex } from '../kind';

export const mission: KindIndex = {
  root: '/mission',
  title: { en: 'Expeditions', de: 'Expeditionen' },
  door: {
    text: {
      en: 'Viewers send survivors out from your camp. Each minute something happens to them, on your stream and in the Twitch extension.',
      de: 'Zuschauer schicken Überlebende aus deinem Lager los. Jede Minute passiert ihnen etwas, in deinem Stream und in der Twitch-Erweiterung.',
    },
    go: { en: 'Open expeditions', de: 'Zu den Expeditionen' },
  },
  links: [{ title: { en: 'Camp', de: 'Lager' }, path: '/mission' }],
  play: ['/camps', '/missions', '/survivor'],
};
