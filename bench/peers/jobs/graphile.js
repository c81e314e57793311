import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { inFlight, latency, pickups, rate } from './measure.js';

const [ONE_BY_ONE, IN_HUNDREDS, PICKUPS] = [10_000, 50_000, 2_000];
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
// A line for each job would be most of what is measured.
const quiet = { logger: new Logger(() => () => {}), noHandleSignals: true };
pool.on('error', (error) => console.error(error));
const utils = await makeWorkerUtils({ pgPool: pool });
await utils.migrate();

let done = 0;
const started = { on: () => {} };
const taskList = {
  work: async ({ n }) => {
    done += 1;
    started.on(n);
  },
};
const runner = await run({ pgPool: pool, taskList, concurrency: 24, pollInterval: 500, ...quiet });

async function until(count) {
  while (done < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

let start = performance.now();
await inFlight(ONE_BY_ONE, 50, (n) => utils.addJob('work', { n }));
await until(ONE_BY_ONE);
rate('graphile-worker: add to done, one by one', ONE_BY_ONE, start);

done = 0;
start = performance.now();
for (let from = 0; from < IN_HUNDREDS; from += 100) {
  const jobs = Array.from({ length: 100 }, (_, n) => ({ identifier: 'work', payload: { n: from + n } }));
  await utils.addJobs(jobs);
}
await until(IN_HUNDREDS);
rate('graphile-worker: add to done, in hundreds', IN_HUNDREDS, start);

done = 0;
const waits = await pickups(PICKUPS, 5, (n) => utils.addJob('work', { n }), started);
latency('graphile-worker: from add to start at 200/s', waits);

await runner.stop();
await pool.query('DROP SCHEMA graphile_worker CASCADE');
process.exit(0);
