export type Texts = typeof texts;

export const texts = {
  lost: (time: string) => `No connection for ${time}.`,
  retrying: 'Trying again.',
  clocks: 'Clocks keep running.',
  remembered: 'Shown as it was then.',
  over: {
    unreadable: {
      headline: 'This link is incomplete.',
      next: 'A part is missing, maybe what follows the #. Copy the whole link, or scan the code again.',
    },
    expired: {
      headline: 'This link has expired.',
      next: 'It was reset or deleted. Ask the person who sent it for a new one.',
    },
    ended: {
      headline: 'This session has ended.',
      next: 'It was deleted. You can close this page.',
    },
    foreign: {
      headline: 'This page cannot show the session.',
      next: 'Open the link directly, not inside another site.',
    },
    closed: (code: number) => ({
      headline: 'The server closed this page.',
      next: `Code ${code}. Reload to try again, or ask for a new link.`,
    }),
  },
};
