import { connect } from 'node:net';
import { ready } from './stage';

/** Damages what live Redis holds of a session, as a bug of ours would, and lets it be due. */
export function damage(session: string, shard: string): Promise<void> {
  const [state, due] = [`d1:{${shard}}:state:${session}`, `d1:{${shard}}:due`];
  return say('EVAL', DAMAGE, '2', state, due, session);
}

/** The JSON of a state does not begin at once. */
const DAMAGE = `
local json = string.find(redis.call('GET', KEYS[1]), '{"', 1, true)
redis.call('SETRANGE', KEYS[1], json - 1, '[')
redis.call('ZADD', KEYS[2], 1, ARGV[1])
return redis.status_reply('OK')`;

/** Has a session look as if a release wrote it that is so many formats newer. */
export function makeNewer(session: string, shard: string, formats: number): Promise<void> {
  return say('EVAL', NEWER, '1', `d1:{${shard}}:state:${session}`, String(formats));
}

/** The first byte of a state is its format. */
const NEWER = `
local format = string.byte(redis.call('GETRANGE', KEYS[1], 0, 0))
redis.call('SETRANGE', KEYS[1], 0, string.char(format + tonumber(ARGV[1])))
return redis.status_reply('OK')`;

/** Takes all of it away, as where its disk is lost. */
export const empty = (): Promise<void> => say('FLUSHALL');

/** One command, which is answered with OK. */
function say(...words: string[]): Promise<void> {
  const { hostname, port } = new URL(ready.redis_live_url);
  const bulks = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`*${words.length}\r\n${bulks.join('')}`);
    });
    socket.on('error', failed);
    socket.on('data', (answer) => {
      socket.end();
      if (answer.toString() === '+OK\r\n') done();
      else failed(new Error(`live Redis said ${answer}`));
    });
  });
}
