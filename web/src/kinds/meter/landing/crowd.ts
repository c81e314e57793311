/** A small chat of our own for the preview: it argues, and now and then agrees. */
export type ChatMessage = { name: string; text: string; side: -1 | 0 | 1 };

const NAMES = ['mara', 'olu', 'pixelpeter', 'yuki', 'tante_g', 'nim', 'zoe_k', 'rafa', 'ines'];

export type Spoken = {
  words: { for: string; against: string };
  noise: readonly string[];
};

export function* crowd(
  spoken: () => Spoken,
  chance: () => number = Math.random,
): Generator<ChatMessage> {
  let lean = 0.5;
  for (;;) {
    if (chance() < 0.12) lean = 0.15 + 0.7 * chance();
    const name = pick(NAMES, chance);
    if (chance() < 0.3) yield { name, text: pick(spoken().noise, chance), side: 0 };
    else if (chance() < lean) yield { name, text: spoken().words.for, side: 1 };
    else yield { name, text: spoken().words.against, side: -1 };
  }
}

function pick(list: readonly string[], chance: () => number): string {
  return list[Math.floor(chance() * list.length)] ?? '';
}
