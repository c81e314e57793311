/** SipHash-2-4 (Aumasson and Bernstein, 2012), 64 bits, of whole words only. */

const rotated = (word: bigint, by: bigint) =>
  BigInt.asUintN(64, (word << by) | (word >> (64n - by)));
const sum = (one: bigint, other: bigint) => BigInt.asUintN(64, one + other);

type Words = [bigint, bigint, bigint, bigint];

function rounds(count: number, [a, b, c, d]: Words): Words {
  for (let n = 0; n < count; n++) {
    a = sum(a, b);
    b = rotated(b, 13n) ^ a;
    a = rotated(a, 32n);
    c = sum(c, d);
    d = rotated(d, 16n) ^ c;
    a = sum(a, d);
    d = rotated(d, 21n) ^ a;
    c = sum(c, b);
    b = rotated(b, 17n) ^ c;
    c = rotated(c, 32n);
  }
  return [a, b, c, d];
}

/** Of a message of eight bytes, read as a little-endian word, under sixteen. */
export function siphash([k0, k1]: readonly [bigint, bigint], message: bigint): bigint {
  let words: Words = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  // The last word has the length in its last byte, and here nothing else.
  for (const word of [message, 8n << 56n]) {
    words[3] ^= word;
    words = rounds(2, words);
    words[0] ^= word;
  }
  words[2] ^= 0xffn;
  return rounds(4, words).reduce((all, word) => all ^ word);
}
