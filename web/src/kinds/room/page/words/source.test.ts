import { expect, test } from 'vitest';
import { hostOf, readSource, readSources } from './source';

const ORIGIN = 'http://127.0.0.1:8080';
const read = (text: string) => readSource(text, ORIGIN);

test.each([
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s',
  'https://youtu.be/dQw4w9WgXcQ?si=abc',
  'youtube.com/shorts/dQw4w9WgXcQ',
  'https://m.youtube.com/live/dQw4w9WgXcQ',
  'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
])('%s is a video of YouTube', (text) => {
  expect(read(text)).toEqual({ source: { kind: 'youtube', video: 'dQw4w9WgXcQ' } });
});

test('a stream is known by its ending, and all else is a file', () => {
  expect(read('https://a.example/live/main.m3u8?x=1')).toEqual({
    source: { kind: 'hls', url: 'https://a.example/live/main.m3u8?x=1' },
  });
  expect(read(' a.example/b.webm ')).toEqual({
    source: { kind: 'file', url: 'https://a.example/b.webm' },
  });
  expect(read('https://www.youtube.com/playlist?list=x')).toEqual({
    source: { kind: 'file', url: 'https://www.youtube.com/playlist?list=x' },
  });
});

test('only what is ours may be without TLS', () => {
  expect(read(`${ORIGIN}/api/v1/media/0123`)).toEqual({
    source: { kind: 'file', url: `${ORIGIN}/api/v1/media/0123` },
  });
  expect(read('http://a.example/b.webm')).toEqual({ fault: 'insecure' });
});

test('what is no address says so', () => {
  expect(read('  ')).toEqual({ fault: 'empty' });
  for (const text of ['funny cats', 'file:///etc/passwd', 'javascript:alert(1)', 'cats']) {
    expect(read(text)).toEqual({ fault: 'address' });
  }
});

test('several are read one by one', () => {
  const all = readSources('https://a.example/1.webm\nhttps://a.example/2.webm  nothing', ORIGIN);
  expect(all.map((one) => 'source' in one)).toEqual([true, true, false]);
});

test('a host sees the address of whoever plays what is there', () => {
  expect(hostOf({ kind: 'file', url: 'https://a.example:8443/b' })).toBe('a.example:8443');
  expect(hostOf({ kind: 'youtube', video: 'dQw4w9WgXcQ' })).toBe('www.youtube-nocookie.com');
  expect(hostOf({ kind: 'file', url: '/api/v1/media/0123' })).toBeNull();
  expect(hostOf({ kind: 'screen' })).toBeNull();
});
