import { expect, test } from 'vitest';
import { addressOf, serverOf } from './server';

const of = (broadcaster?: string, global?: string) =>
  serverOf({
    broadcaster: broadcaster === undefined ? undefined : { content: broadcaster },
    global: global === undefined ? undefined : { content: global },
    onChanged: () => {},
    set: () => {},
  });

test('the streamer’s server comes before everybody’s', () => {
  expect(of()).toBeNull();
  expect(of(undefined, '{"ebs":"https://a.example"}')).toBe('https://a.example');
  expect(of('{"ebs":"https://b.example/"}', '{"ebs":"https://a.example"}')).toBe(
    'https://b.example',
  );
  expect(of('{"ebs":7}', 'https://a.example')).toBe('https://a.example');
  expect(of('null', '')).toBeNull();
});

test('an address is one that a page of Twitch may ask', () => {
  expect(addressOf(' https://downbeat.example/dashboard ')).toBe('https://downbeat.example');
  expect(addressOf('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  expect(addressOf('http://downbeat.example')).toBeNull();
  expect(addressOf('downbeat')).toBeNull();
  expect(addressOf('javascript:alert(1)')).toBeNull();
});
