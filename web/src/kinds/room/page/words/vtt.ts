/** WebVTT as the server hands it out: cleaned, so there is nothing in it but cues. */
export type Cue = { fromMs: number; toMs: number; text: string };

const TIME = /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})$/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

export function cuesOf(vtt: string): Cue[] {
  const blocks = vtt.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return blocks.flatMap(cueOf).sort((one, other) => one.fromMs - other.fromMs);
}

function cueOf(block: string): Cue[] {
  const lines = block.split('\n').filter((line) => line !== '');
  const at = lines.findIndex((line) => line.includes('-->'));
  if (at < 0) return [];
  const [from, to] = (lines[at] ?? '')
    .split('-->')
    .map((part) => timeOf(part.trim().split(/\s/)[0] ?? ''));
  if (from === null || from === undefined || to === null || to === undefined || to <= from)
    return [];
  const text = plain(lines.slice(at + 1).join('\n'));
  return text === '' ? [] : [{ fromMs: from, toMs: to, text }];
}

function timeOf(text: string): number | null {
  const found = text.match(TIME);
  if (!found) return null;
  const [, hours = '0', minutes, seconds, ms] = found;
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000 + Number(ms);
}

/** Tags say how it looks and who speaks, which is shown alike here. */
function plain(text: string): string {
  const bare = text.replace(/<[^>]*>/g, '');
  return bare.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity).trim();
}

/** What is said at a time. */
export function cuesAt(cues: readonly Cue[], ms: number): Cue[] {
  return cues.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
}
