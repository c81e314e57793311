import { expect, test } from 'vitest';
import { rig, text } from './rig';

test('a text is here within a tenth of a second and on the server after a pause', async () => {
  const { saver, here, sent, pass } = rig();
  saver.typed(text('a'));
  expect(saver.stage).toBe('tab');
  await pass(100);
  expect(saver.stage).toBe('here');
  expect(here.get('e')?.content.text).toBe('a');
  expect(sent).toEqual([]);
  await pass(700);
  expect(sent).toMatchObject([{ text: 'a', at_ms: 800 }]);
  expect(saver.stage).toBe('server');
});

test('who types on and on is sent each three seconds, the newest alone', async () => {
  const { saver, sent, pass } = rig();
  for (let typed = 1; typed <= 20; typed += 1) {
    saver.typed(text('a'.repeat(typed)));
    await pass(400);
  }
  expect(sent.length).toBeGreaterThanOrEqual(2);
  const gaps = sent.slice(1).map(({ at_ms }, at) => at_ms - (sent[at]?.at_ms ?? 0));
  expect(Math.max(sent[0]?.at_ms ?? 0, ...gaps)).toBeLessThanOrEqual(3_400);
  await pass(1_000);
  expect(sent.at(-1)?.text).toBe('a'.repeat(20));
});

test('the copy here goes once Postgres has the newest, and not before', async () => {
  const { saver, here, answers, pass } = rig();
  saver.typed(text('a'));
  await pass(1_000);
  expect(here.has('e')).toBe(true);
  answers.push({ is: 'taken', rev: '1.0', durable: '1.0' });
  await pass(36_000);
  expect(saver.stage).toBe('good');
  expect(here.has('e')).toBe(false);
});

test('a text that cannot be sent stays here and goes when it can', async () => {
  const { saver, here, answers, sent, pass } = rig();
  answers.push({ is: 'refused', why: 'offline' });
  saver.typed(text('a'));
  await pass(1_000);
  expect([saver.stage, saver.trouble]).toEqual(['here', 'offline']);
  expect(here.get('e')?.sent).toBe(0);
  await pass(5_000);
  expect([saver.stage, saver.trouble, sent.length]).toEqual(['server', null, 2]);
});

test('nobody is signed in: it waits until somebody is, and asks nobody again and again', async () => {
  const { saver, answers, sent, pass } = rig();
  answers.push({ is: 'refused', why: 'signed_out' });
  saver.typed(text('a'));
  await pass(60_000);
  expect([sent.length, saver.trouble]).toEqual([1, 'signed_out']);
  saver.again();
  await pass(0);
  expect([sent.length, saver.stage]).toEqual([2, 'server']);
});

test('a page that is opened again sends what it had not sent', async () => {
  const { sent, pass } = rig({ seq: 4, sent: 3, content: text('left') });
  await pass(0);
  expect(sent.map((one) => one.text)).toEqual(['left']);
});

test('where another text stands nothing more is sent until somebody chose', async () => {
  const { saver, answers, sent, pass } = rig();
  const yours = { id: 'c', rev: '1.1' };
  answers.push({ is: 'conflict', yours, theirs: { rev: '2.0', at_ms: 7 } });
  saver.typed(text('a'));
  await pass(1_000);
  expect(saver.met?.yours).toEqual(yours);
  saver.typed(text('ab'));
  await pass(5_000);
  expect(sent.length).toBe(1);
  saver.over('2.0');
  await pass(0);
  expect(sent.at(-1)?.text).toBe('ab');
  expect(saver.kept.base).not.toBeNull();
});

test('what is over is never sent', async () => {
  const { saver, here, sent, pass } = rig();
  saver.typed(text('a'));
  await saver.now();
  await saver.end();
  saver.again();
  await pass(60_000);
  expect([sent.length, here.size]).toEqual([1, 0]);
});

test('whose draft ended meanwhile goes on as another, and is asked nothing', async () => {
  const { saver, here, answers, sent, pass } = rig({ seq: 1, sent: 1, base: '1.0' });
  answers.push({ is: 'taken', id: 'c', rev: '1.1', durable: null });
  saver.typed(text('a'));
  await pass(1_000);
  expect([saver.met, saver.stage, saver.rev]).toEqual([null, 'server', '1.1']);
  expect(here.get('e')).toMatchObject({ id: 'c', base: '1.1', durable: null, content: text('a') });
  saver.typed(text('ab'));
  await pass(1_000);
  expect(sent.map(({ id, base }) => [id, base])).toEqual([
    ['d', '1.0'],
    ['c', '1.1'],
  ]);
});

test('what is typed while it becomes another is here all the time, and sent there', async () => {
  const { saver, here, answers, sent, pass, line } = rig({ seq: 1, sent: 1, base: '1.0' });
  answers.push({ is: 'taken', id: 'c', rev: '1.1', durable: null });
  line.slow_ms = 500;
  saver.typed(text('a'));
  await pass(1_000);
  saver.typed(text('ab'));
  await pass(100);
  expect(here.get('e')).toMatchObject({ id: 'd', seq: 3, content: text('ab') });
  await pass(200);
  expect(here.get('e')).toMatchObject({ id: 'c', seq: 3, sent: 2, content: text('ab') });
  await pass(500);
  expect(sent.at(-1)).toMatchObject({ id: 'c', base: '1.1', text: 'ab' });
  expect(saver.stage).toBe('server');
});

test('who keeps both goes on beside the other, with all that was typed since', async () => {
  const { saver, here, answers, sent, pass } = rig();
  answers.push({
    is: 'conflict',
    yours: { id: 'c', rev: '1.1' },
    theirs: { rev: '2.0', at_ms: 7 },
  });
  saver.typed(text('a'));
  await pass(1_000);
  saver.typed(text('ab'));
  await pass(100);
  await saver.apart();
  expect(here.get('e')).toMatchObject({ id: 'c', base: '1.1', content: text('ab') });
  await pass(0);
  expect(sent.at(-1)).toMatchObject({ id: 'c', base: '1.1', text: 'ab' });
  expect([saver.met, saver.stage]).toEqual([null, 'server']);
});

test('who goes on over the other has it here without a gap', async () => {
  const { saver, here, answers, pass } = rig();
  const yours = { id: 'c', rev: '1.1' };
  answers.push({ is: 'conflict', yours, theirs: { rev: '2.0', at_ms: 7 } });
  answers.push({ is: 'refused', why: 'offline' });
  saver.typed(text('a'));
  await pass(1_000);
  saver.over('2.0');
  await pass(100);
  expect([...here.values()]).toMatchObject([{ base: '2.0', content: text('a') }]);
});
