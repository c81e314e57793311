/** Pictures and recordings that a message has: four images, or one recording. */
import type { Schemas } from '../../../kit/api/document';

export type Medium = Schemas['CircleMedium'];

/** What was sent ahead of a message, and what it shows, as its author says. */
export type Attachment = Medium & { readonly alt: string };

export const IMAGES_MAX = 4;
export const ALT_CHARS_MAX = 300;
export const IMAGE_BYTES_MAX = 5_000_000;
export const AUDIO_BYTES_MAX = 2 * 1024 * 1024;
export const RECORDED_MS_MAX = 120_000;

const IMAGES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const AUDIO: readonly string[] = [
  'audio/webm',
  'audio/ogg',
  'audio/opus',
  'audio/mp4',
  'audio/m4a',
  'audio/x-m4a',
  'audio/mpeg',
  'audio/mp3',
];

/** What a field for files offers. */
export const ACCEPTED = [...IMAGES, ...AUDIO].join(',');

/** Why a file is not even sent. */
export type Unfit = 'unsupported_media_type' | 'too_large' | 'too_many';

export function kindOf(type: string): Medium['kind'] | null {
  const name = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (IMAGES.includes(name)) return 'image';
  return AUDIO.includes(name) ? 'audio' : null;
}

/** Whether a file may come to what is there; the server looks at it once more. */
export function unfit(file: Blob, there: readonly Medium['kind'][]): Unfit | null {
  const kind = kindOf(file.type);
  if (kind === null) return 'unsupported_media_type';
  if (file.size > (kind === 'image' ? IMAGE_BYTES_MAX : AUDIO_BYTES_MAX)) return 'too_large';
  const isRoom = kind === 'image' ? there.every((one) => one === 'image') : there.length === 0;
  return isRoom && there.length < IMAGES_MAX ? null : 'too_many';
}

export function mediaPath(medium: Pick<Medium, 'id'>): string {
  return `/api/v1/media/${encodeURIComponent(medium.id)}`;
}

/** `0:07`, `1:42`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}

/** How wide a picture is shown, so high at most: its place is there before it is. */
export function shownWidth(medium: Medium, height_max: number): number {
  const [width, height] = [medium.width ?? 1, medium.height ?? 1];
  return Math.round(width * Math.min(1, height_max / height));
}

export function isAttachment(kept: unknown): kept is Attachment {
  if (typeof kept !== 'object' || kept === null) return false;
  const { id, kind, alt } = kept as Record<string, unknown>;
  const isKind = kind === 'image' || kind === 'audio';
  return typeof id === 'string' && isKind && typeof alt === 'string';
}
