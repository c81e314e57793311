// Follows a room from a terminal: what plays and where, who is here, what they say.
// With Node 22.18 or newer and a running server:
//
//   node docs/examples/room.ts http://127.0.0.1:8080 <code of the room> [name]
//
// What is typed is said in the chat; p plays or pauses, q leaves.
import { createInterface } from 'node:readline';
import { connect, isSeated, type RoomView } from '../../web/client/index.ts';

const [base = '', code = '', name = 'Terminal'] = process.argv.slice(2);

const { session, seat, token } = await join();
const room = connect({ base, session, link: token, kind: 'room' });

const view = (): RoomView | null => (isSeated(room.view) ? room.view : null);
const nameOf = (id?: string | null): string => (id && view()?.seats[id]?.name) || 'somebody';

room.onConnection((connection) => {
  if (connection.is !== 'live') console.log(`\nconnection: ${connection.is}`);
  if (connection.is === 'over') end();
});
room.onSaid((said) => {
  if (said.name === 'line') console.log(`\r${nameOf(said.seat)}: ${said.body.text}`);
});

const drawing = setInterval(draw, 250);
const lines = createInterface({ input: process.stdin });
lines.on('line', async (typed) => {
  if (typed === 'q') {
    await room.command('leave', {});
    return end();
  }
  const answer =
    typed === 'p'
      ? await room.command(view()?.playback.playing ? 'pause' : 'play', {})
      : await room.say('line', { text: typed });
  if (!answer.ok) console.log(`${answer.code}: ${answer.message}`);
});

/** The picture is where the playback says, by the server's clock. */
function draw(): void {
  const now = view();
  if (!now) return;
  const { item, playing, rate, anchor_media_ms, anchor_server_ms } = now.playback;
  const since = playing ? Math.max(0, room.serverNow() - anchor_server_ms) : 0;
  const at = ((anchor_media_ms + since * rate) / 1_000).toFixed(1);
  const here = Object.values(now.seats).filter((one) => one.here).length;
  const what = item === null ? 'nothing' : (now.queue[item]?.title ?? item);
  process.stdout.write(`\r${now.status} ${at} s of ${what}, ${here} here   `);
}

function end(): void {
  clearInterval(drawing);
  lines.close();
  room.close();
  console.log(`\nleft the seat ${seat}`);
}

async function join(): Promise<{ session: string; seat: string; token: string }> {
  const answer = await fetch(`${base}/api/v1/rooms/${encodeURIComponent(code)}/seats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}
