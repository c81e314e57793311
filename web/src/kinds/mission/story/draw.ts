import { siphash } from './siphash';

/** The slot of the party as a whole. */
export const PARTY = 255;

/** What something is drawn for: of the party, then of a slot. */
export const LENGTH = 0;
export const ENCOUNTER = 1;
export const ROLL = 0;
export const HARM_ROLL = 1;
export const TEXT = 2;
export const FIND = 3;
export const MATE = 4;

export type Draw = (tick: number, slot: number, purpose: number) => bigint;

/** The bytes that 32 hexadecimal digits are. */
export function seedBytes(seed: string): Uint8Array<ArrayBuffer> {
  if (!/^[0-9a-f]{32}$/i.test(seed)) throw new TypeError('a seed is 32 hexadecimal digits');
  return Uint8Array.from(seed.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Chance by its place, of a seed. */
export function drawing(seed: string): Draw {
  const bytes = new DataView(seedBytes(seed).buffer);
  const key = [bytes.getBigUint64(0, true), bytes.getBigUint64(8, true)] as const;
  return (tick, slot, purpose) =>
    siphash(key, BigInt(tick) | (BigInt(slot) << 32n) | (BigInt(purpose) << 40n));
}

/** What was drawn as a number from 0 on, less than `below`. */
export const pick = (drawn: bigint, below: number) => Number((drawn * BigInt(below)) >> 64n);
