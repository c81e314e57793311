export type Texts = typeof texts;

export const texts = {
  product: 'Product',
  title: 'Your clocks · Downbeat',
  headline: 'Your clocks',
  lead: 'Clocks you opened on this device. They open without a network, too, as they were last.',
  none: 'No clocks yet. Open a link to a timer on this device, and it appears here.',
  label: 'Clocks on this device',
  remove: (title: string) => `Remove ${title} from this device`,
  seen: (ago: string) => `Last seen ${ago}`,
};
