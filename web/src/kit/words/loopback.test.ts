import { expect, test } from 'vitest';
import { isLoopback } from './loopback';

test.each([
  'http://localhost:8080/join/1#t',
  'http://LOCALHOST/join/1#t',
  'http://api.localhost/join/1#t',
  'http://127.0.0.1:8080/join/1#t',
  'http://127.1/join/1#t',
  'http://0.0.0.0:8080/join/1#t',
  'https://[::1]/join/1#t',
  'https://[::]/join/1#t',
  'https://[::ffff:127.0.0.1]/join/1#t',
])('%s leads nowhere else', (address) => {
  expect(isLoopback(address)).toBe(true);
});

test.each([
  'https://downbeat.example/join/1#t',
  'https://localhost.example/join/1#t',
  'http://192.168.1.20:8080/join/1#t',
  'http://12.70.0.1/join/1#t',
  'http://[fd00::1]/join/1#t',
])('%s leads to where others are', (address) => {
  expect(isLoopback(address)).toBe(false);
});
