/** What is another's each time, or moves by itself, is made to stay for a picture. */
import type { Page } from 'playwright-core';

/** Drawn by the hour, by chance, or from a secret; rates and buttons, which fade. */
const HIDDEN =
  'canvas, iframe, svg.qr, .uplot, .stage .screen, .chat, .figure, .chart .reading b, .full';

const STYLE = `
  ${HIDDEN} { visibility: hidden !important; }
  *, ::before, ::after { animation: none !important; transition: none !important; }
`;

/** What is written in place of what differs. */
const WRITTEN: readonly (readonly [pattern: string, instead: string])[] = [
  ['e2e_[0-9a-f]{8}', 'ada_plays'],
  ['127\\.0\\.0\\.1:\\d+', 'downbeat.example'],
  ['[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '0190-id'],
  ['[0-9a-f]{64}', '0123456789abcdef'],
  ['\\b\\d{2}:\\d{2}:\\d{2}\\b', '12:00:00'],
  ['\\b0(?:\\.\\d)? s\\b', '0 s'],
];

/** The style that a picture is taken with. */
export async function still(page: Page): Promise<string> {
  await page.evaluate(async (written) => {
    await document.fonts.ready;
    for (const time of document.querySelectorAll('time')) {
      if (time.textContent !== 'just now') time.textContent = 'just now';
    }
    const patterns = written.map(
      ([pattern, instead]) => [new RegExp(pattern, 'g'), instead] as const,
    );
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = node.textContent ?? '';
      const stays = patterns.reduce((text, [pattern, to]) => text.replace(pattern, to), text);
      if (stays !== text) node.textContent = stays;
    }
  }, WRITTEN);
  return STYLE;
}
