import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawing, pick } from './draw';
import { digest, type Pack, packHash, resolve, type Sheet, type Story, seal } from './index';
import { linesOf } from './story';
import { storedText, withNames } from './telling';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8'));

const pack: Pack = read('packs/long_ebb/1.json');
const written: { pack: string; digests: string[] } = read(
  'session/src/kinds/mission/tests/stories.json',
);

const SEED = '000102030405060708090a0b0c0d0e0f';
const draw = drawing(SEED);

/** The server's tests make the same of a number. */
function story(n: number): Story {
  const half = (of: number) => {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setBigUint64(0, draw(n, 0, of), true);
    return bytes.getBigUint64(0).toString(16).padStart(16, '0');
  };
  const size = 1 + (Math.floor(n / 3) % 4);
  const party = Array.from({ length: size }, (_, i): Sheet => {
    const [craft, grit, heart] = [n + 3 * i, 3 * n + i, 7 * n + 5 * i].map((at) => 1 + (at % 10));
    return {
      stats: { craft: craft ?? 0, grit: grit ?? 0, heart: heart ?? 0 },
      knacks: Array.from({ length: (n + i) % 5 }, (_, k) => {
        return pack.knacks[(5 * n + 11 * i + 7 * k) % 24]?.id ?? '';
      }),
      hurt: (n + i) % 4 === 0,
      marks: (n + i) % 3,
      caution: (n + 2 * i) % 4,
    };
  });
  return resolve(
    pack,
    { seed: half(0) + half(1), difficulty: 1 + (n % 3), party },
    {
      turn_backs: n % 5 === 0 ? [{ tick: 1 + (n % 7), slot: n % size }] : [],
      recall: n % 11 === 0 ? 2 + (n % 5) : null,
    },
  );
}

/** All that a story says. */
function said(story: Story): string {
  const told = story.ticks.flatMap((tick) => tick.lines.map((line) => ({ tick, line })));
  const lines = linesOf(story).map((bare, n) => {
    const { tick, line } = told[n] ?? expect.fail();
    return `${bare}|${line.mate ?? '-'}|${storedText(pack, tick, line)}`;
  });
  const { status, ticks, goal, progress, ended_at, party } = story.results;
  lines.push([status, ticks, goal, progress, ended_at].join('|'));
  for (const { slot, upright, lost, hurt, healed, marks, xp, salvage } of party) {
    lines.push([slot, upright, lost, hurt, healed, marks, xp, salvage].join('|'));
  }
  return lines.join('\n');
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(hash).toString('hex');
}

test('two hundred stories are those that the server tells', async () => {
  expect(await packHash(pack)).toBe(written.pack);
  expect(written.digests).toHaveLength(200);
  const own = await Promise.all(written.digests.map((_, n) => sha256(said(story(n)))));
  expect(own).toEqual(written.digests);
});

test('draws and the seal are the published ones', async () => {
  expect(draw(0, 255, 0)).toBe(0x555d2e9802fe1c28n);
  expect(draw(1, 0, 0)).toBe(0x2b91b2b085e6d1f6n);
  expect(pick(draw(1, 0, 0), 10_000)).toBe(1701);
  expect(pick(draw(12, 3, 4), 3)).toBe(2);
  expect(await seal(SEED)).toBe('be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991');
  expect(() => drawing('00')).toThrow('a seed is 32 hexadecimal digits');
});

const encounter = (id: string, family: string, tags: string[], numbers: number[]) => {
  const [base_bp, harm_bp, worth, craft, grit, heart, weight] = numbers;
  const own = { base_bp, harm_bp, worth, craft, grit, heart, weight, from_difficulty: 1 };
  return { ...own, id, family, tags } as Pack['encounters'][number];
};

/** The pack of the vectors; nothing here is told in words. */
const tiny: Pack = {
  ...pack,
  encounters: [
    encounter('pool', 'weed', ['cold'], [5500, 3000, 5, 100, 150, 0, 10]),
    encounter('hull', 'wreck', ['dark', 'rope'], [5000, 4000, 9, 200, 0, 50, 10]),
    encounter('nurse', 'folk', ['mend'], [6500, 500, 2, 0, 0, 200, 5]),
  ],
  knacks: [
    { id: 'owl', level: 1, on: 'tag:dark', op: 'add', amount: 600, scope: 'self' },
    { id: 'coat', level: 1, on: 'harm', op: 'mul', amount: -15, scope: 'self' },
    { id: 'voice', level: 1, on: 'all', op: 'add', amount: 200, scope: 'team' },
  ],
};

const member = (craft: number, grit: number, heart: number, more: Partial<Sheet>): Sheet => {
  return { stats: { craft, grit, heart }, knacks: [], hurt: false, marks: 0, caution: 3, ...more };
};

test('one alone', async () => {
  const party = [member(5, 4, 4, { knacks: ['owl'] })];
  const story = resolve(
    tiny,
    { seed: SEED, difficulty: 1, party },
    { turn_backs: [], recall: null },
  );
  expect(linesOf(story)[0]).toBe('1|hull|0|5550|1701|4150|8184|success|0|8|4');
  expect(await digest(story)).toBe(
    '0c5641bb3be40641550dbb98508d330cb89d81ee9ff7530d1e4629482b2a2e53',
  );
  expect(story.results).toMatchObject({ status: 'completed', ticks: 8, goal: 4, progress: 7 });
  expect(story.results.party).toMatchObject([{ xp: 99, salvage: 46 }]);
});

test('three on a rope', async () => {
  const party = [
    member(8, 5, 5, { knacks: ['owl', 'voice'] }),
    member(5, 8, 5, { knacks: ['coat'], hurt: true, marks: 2 }),
    member(5, 5, 8, { knacks: ['voice'], caution: 0 }),
  ];
  const story = resolve(
    tiny,
    { seed: '5eaf100d'.repeat(4), difficulty: 3, party },
    { turn_backs: [{ tick: 4, slot: 2 }], recall: null },
  );
  expect(await digest(story)).toBe(
    '7b58af80390af79973284e8363623b252d397599339d3f1f5c8e67d92f786bc9',
  );
  expect(story.results).toMatchObject({ status: 'failed', goal: 4, progress: 3, ended_at: 7 });
  expect(story.results.party.map(({ xp }) => xp)).toEqual([144, 0, 102]);
  expect(story.results.party[1]).toMatchObject({ lost: true, marks: 3 });
});

test('names are put in once and never read', () => {
  expect(withNames('{0} and {1}, {0}', ['{1}', '$&'])).toBe('{1} and $&, {1}');
  expect(withNames('{2} {x} {0', ['Ada'])).toBe('{2} {x} {0');
});
