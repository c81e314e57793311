/** Files of other journals, as the server takes them: 200 of each at once. */
import type { Schemas } from '../../../kit/api/document';

type ImportedEntry = Schemas['ImportedEntry'];
type ImportedMood = Schemas['ImportedMood'];

export type Import = { entries: ImportedEntry[]; moods: ImportedMood[] };

const AT_ONCE = 200;
/** What a request may be, with room for what is around it. */
const BYTES_MAX = 200_000;

export class Unreadable extends Error {}

/** What a file has, whichever of the forms it is in. */
export function read(name: string, text: string): Import {
  if (/\.csv$/i.test(name)) return { entries: [], moods: moodsOf(text) };
  if (/\.(md|markdown|txt)$/i.test(name)) return { entries: entriesOf(text), moods: [] };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Unreadable();
  }
  const known = object(file);
  if (!Array.isArray(known.entries)) throw new Unreadable();
  if (known.journal !== undefined) return own(known);
  return { entries: known.entries.flatMap(ofDayOne), moods: [] };
}

/** Parts that the server takes one after the other. */
export function parts({ entries, moods }: Import): Import[] {
  const parts: Import[] = [];
  let part: Import = { entries: [], moods: [] };
  let bytes = 0;
  const add = (kind: 'entries' | 'moods', item: ImportedEntry | ImportedMood) => {
    const weight = new TextEncoder().encode(JSON.stringify(item)).length;
    if (part[kind].length === AT_ONCE || bytes + weight > BYTES_MAX) {
      if (bytes > 0) parts.push(part);
      part = { entries: [], moods: [] };
      bytes = 0;
    }
    (part[kind] as (ImportedEntry | ImportedMood)[]).push(item);
    bytes += weight;
  };
  for (const entry of entries) add('entries', entry);
  for (const mood of moods) add('moods', mood);
  if (bytes > 0) parts.push(part);
  return parts;
}

function own(file: Record<string, unknown>): Import {
  return {
    entries: file.entries as ImportedEntry[],
    moods: (Array.isArray(file.moods) ? file.moods : []) as ImportedMood[],
  };
}

/** Day One's JSON: an id of 32 digits, a time in UTC with the zone that it was written in. */
function ofDayOne(given: unknown): ImportedEntry[] {
  const entry = object(given);
  const at_ms = Date.parse(`${entry.creationDate}`);
  if (typeof entry.text !== 'string' || Number.isNaN(at_ms)) return [];
  const zone = typeof entry.timeZone === 'string' ? entry.timeZone.replaceAll('\\', '') : 'UTC';
  const digits = `${entry.uuid}`.match(
    /^([\dA-F]{8})([\dA-F]{4})([\dA-F]{4})([\dA-F]{4})([\dA-F]{12})$/i,
  );
  const [title, ...rest] = entry.text.replaceAll('\\', '').split('\n');
  const isTitled = title?.startsWith('# ') ?? false;
  return [
    {
      ...plain(
        dayIn(at_ms, zone),
        isTitled ? rest.join('\n').trim() : entry.text.replaceAll('\\', ''),
      ),
      id: digits ? digits.slice(1).join('-').toLowerCase() : null,
      title: isTitled ? (title?.slice(2).trim() ?? null) : null,
      tags: Array.isArray(entry.tags) ? entry.tags.map(String).slice(0, 20) : [],
      created_ms: at_ms,
    },
  ];
}

/** A day's heading, `## 2026-11-30 · A title`, and what follows it. */
function entriesOf(text: string): ImportedEntry[] {
  const parts = text.split(/^##\s+(?=\d{4}-\d{2}-\d{2})/m).slice(1);
  if (parts.length === 0) throw new Unreadable();
  return parts.map((part) => {
    const [head = '', ...lines] = part.split('\n');
    const title = head
      .slice(10)
      .replace(/^[\s·:–-]+/, '')
      .trim();
    return { ...plain(head.slice(0, 10), lines.join('\n').trim()), title: title || null };
  });
}

/** A line each: a day or a time, a value from 1 to 10, and a note. */
function moodsOf(text: string): ImportedMood[] {
  const rows = text.split(/\r?\n/).map((line) => fields(line));
  const moods = rows.flatMap(([when = '', value = '', note = '']) => {
    const at_ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T12:00:00` : when);
    const felt = Number(value);
    if (Number.isNaN(at_ms) || !Number.isInteger(felt) || felt < 1 || felt > 10) return [];
    const day = /^\d{4}-\d{2}-\d{2}/.exec(when)?.[0] ?? new Date(at_ms).toISOString().slice(0, 10);
    return [{ id: null, day, at_ms, value: felt, note: note.trim() || null }];
  });
  if (moods.length === 0) throw new Unreadable();
  return moods;
}

function fields(line: string): string[] {
  const found = line.matchAll(/(?:^|[,;])\s*(?:"((?:[^"]|"")*)"|([^,;]*))/g);
  return [...found].map(([, quoted, bare]) => (quoted?.replaceAll('""', '"') ?? bare ?? '').trim());
}

function plain(day: string, text: string): ImportedEntry {
  return {
    id: null,
    day,
    title: null,
    text,
    mood: null,
    tags: [],
    grateful_for: [],
    wins: [],
    prompt: null,
    created_ms: null,
  };
}

function dayIn(at_ms: number, zone: string): string {
  try {
    // Sweden writes days as the standard does.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at_ms);
  } catch {
    return new Date(at_ms).toISOString().slice(0, 10);
  }
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
