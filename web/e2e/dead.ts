import { sql } from './database';
import { ready } from './stage';

/** Jobs that died long ago of what has been mended since: they would be done if tried again. */
export function leaveDead(count: number): void {
  sql(`INSERT INTO job (id, name, queue, version, payload, state, attempt, attempts_max,
      run_at, created_at, ended_at, error)
    SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'sync_config', 'configs',
      1, '{"session": "${ready.session_id}"}', 'dead', 5, 5, now(), now(), now(), 'live Redis was away'
    FROM generate_series(1, ${count}) AS n`);
}
