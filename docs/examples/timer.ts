// A game of a minute a side, played from a terminal. With Node 22.18 or newer
// and a running server:
//
//   node docs/examples/timer.ts http://127.0.0.1:8080 <API token>
//
// The demo writes both into its ready file, as `api` and `api_token`.
import { createInterface } from 'node:readline';
import { connect, remaining, table } from '../../web/client/index.ts';

const GRACE_MS = 30_000;
const [base = '', token = ''] = process.argv.slice(2);

const session = await post('sessions', {
  kind: 'timer',
  config: {
    mode: 'per_participant',
    participants: [
      { id: 'ada', name: 'Ada' },
      { id: 'kit', name: 'Kit' },
    ],
    budget_ms: 60_000,
    on_end: { kind: 'end_session', outcome: 'time', winner_by: 'opponent' },
    offline_grace_ms: GRACE_MS,
  },
});
const owner = await entered('owner');
const board = await entered('table');
const clock = table(board, { grace_ms: GRACE_MS });

owner.onConnection(
  (connection) => connection.is !== 'live' && console.log(`\nconnection: ${connection.is}`),
);
const started = await owner.command('start');
if (!started.ok) throw new Error(started.message);

console.log('Enter passes the turn, u takes that back, q ends the game.');
const drawing = setInterval(draw, 100);
const lines = createInterface({ input: process.stdin });
lines.on('line', async (said) => {
  const answer =
    said === 'q'
      ? await owner.command('complete', { outcome: 'stopped' })
      : said === 'u'
        ? await owner.command('undo')
        : await clock.tap();
  if (!answer.ok) console.log(`${answer.code}: ${answer.message}`);
});

function draw(): void {
  const { view } = clock;
  if (!view) return;
  const now = board.serverNow();
  const clocks = view.participants.map(({ id, name }) => {
    const seconds = ((remaining(view, id, now) ?? 0) / 1_000).toFixed(1);
    return `${view.active === id ? '▶' : ' '} ${name} ${seconds.padStart(5)}`;
  });
  process.stdout.write(`\r${clocks.join('   ')}   ${clock.waiting || ' '} `);
  if (view.status === 'running') return;
  console.log(`\n${view.status}${view.winner ? `, ${view.winner} wins` : ''}`);
  clearInterval(drawing);
  lines.close();
  owner.close();
  board.close();
}

async function entered(role: string) {
  const link = await post(`sessions/${session.id}/links`, { role });
  return connect({ base, session: session.id, link: link.token, kind: 'timer' });
}

async function post(path: string, body: object): Promise<{ id: string; token: string }> {
  const answer = await fetch(`${base}/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
