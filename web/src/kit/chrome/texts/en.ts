export type Texts = typeof texts;

export const texts = {
  light: 'Light colours',
  dark: 'Dark colours',
  /** The other language, in its own words. */
  other: { language: 'de', name: 'Deutsch' },
};
