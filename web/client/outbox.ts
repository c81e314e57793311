import type { Answer, OwnCode, Rejection, SaidAnswer, ServerCode } from './answer.ts';
import type { FromClient, ToClient } from './messages.ts';

export type CommandOptions = {
  /** Accepted only while the session is at this rev, else `stale`. */
  rev?: string;
  /** How long an answer is waited for, over losses of the connection: 15 s if not said. */
  wait_ms?: number;
  /** An own id, 1 to 100 characters: what has the same id is accepted once. */
  id?: string;
};

/** The arguments; as a function, they are made anew for every sending. */
export type Given<Args extends object = object> = Args | (() => Args);

export type Outbox = {
  ask(name: string, given: Given, options: CommandOptions): Promise<Answer>;
  say(name: string, args: object): Promise<SaidAnswer>;
  hear(says: ToClient<unknown>): void;
  sendAgain(): void;
  end(): void;
};

type Settled = { ok: true; rev: string; n?: number } | Rejection;
type Waiting = { say: () => FromClient; done: (answer: Settled) => void };

const WAIT_MS = 15_000;
/** Fewer than the server takes at once, so that all can be sent again together. */
const WAITING_MAX = 32;
/** Under the server's 16 KiB, with room for what is made anew. */
const MESSAGE_BYTES_MAX = 16_000;

/**
 * Commands without an answer. Each keeps its id, so that it can be sent again
 * after a loss: what the server had accepted, it answers as it did then.
 */
export function outbox(send: (said: FromClient) => boolean): Outbox {
  const waiting = new Map<string, Waiting>();
  let isOver = false;

  function refusal(id: string, said: FromClient): Rejection | null {
    if (isOver) return rejected('unanswered', 'the connection is over; it was not sent');
    if (waiting.size >= WAITING_MAX) {
      return rejected('too_many_waiting', `${WAITING_MAX} commands wait for an answer already`);
    }
    if (waiting.has(id)) return rejected('key_reused', 'a command with that id waits already');
    const bytes = new TextEncoder().encode(JSON.stringify(said)).length;
    if (bytes <= MESSAGE_BYTES_MAX) return null;
    return rejected('too_large', `a command has ${MESSAGE_BYTES_MAX} bytes at most`);
  }

  async function ask(name: string, given: Given, options: CommandOptions): Promise<Answer> {
    const { rev, wait_ms = WAIT_MS, id = newId() } = options;
    const say = (): FromClient => {
      const args = typeof given === 'function' ? given() : given;
      return { type: 'command', id, name, args, ...(rev && { rev }) };
    };
    const answer = await answered(id, say, wait_ms);
    return answer.ok ? { ok: true, rev: answer.rev } : answer;
  }

  async function tell(name: string, args: object): Promise<SaidAnswer> {
    const id = newId();
    const answer = await answered(id, () => ({ type: 'say', id, name, args }), WAIT_MS);
    if (!answer.ok) return answer;
    return answer.n === undefined ? { ok: true } : { ok: true, n: answer.n };
  }

  async function answered(id: string, say: () => FromClient, wait_ms: number): Promise<Settled> {
    const refused = refusal(id, say());
    if (refused) return refused;
    return new Promise((resolve) => {
      const done = (answer: Settled) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      };
      const tooLong = rejected('unanswered', 'no answer came in time; it may have been done');
      const timer = setTimeout(() => done(tooLong), wait_ms);
      waiting.set(id, { say, done });
      send(say());
    });
  }

  function hear(says: ToClient<unknown>): void {
    if (says.type === 'ack') {
      const { id, rev = '', n } = says;
      waiting.get(id)?.done({ ok: true, rev, ...(n !== undefined && { n }) });
    }
    if (says.type !== 'reject' || says.id === null) return;
    const { id, code, message, retry_ms } = says;
    waiting
      .get(id)
      ?.done({ ok: false, code, message, ...(retry_ms !== undefined && { retry_ms }) });
  }

  function sendAgain(): void {
    for (const { say } of waiting.values()) send(say());
  }

  function end(): void {
    isOver = true;
    const over = rejected('unanswered', 'the connection is over; it may have been done');
    for (const { done } of waiting.values()) done(over);
  }

  return { ask, say: tell, hear, sendAgain, end };
}

function rejected(code: OwnCode | ServerCode, message: string): Rejection {
  return { ok: false, code, message };
}

/** Not `randomUUID`, which pages without TLS do not have. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
