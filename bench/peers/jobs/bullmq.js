import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { inFlight, latency, line, pickups, rate } from './measure.js';

const url = new URL(process.env.REDIS_URL);
const connection = { host: url.hostname, port: Number(url.port), maxRetriesPerRequest: null };
const kept = { removeOnComplete: true, removeOnFail: true };
const [ADDED, DRAINED, PICKUPS] = [20_000, 100_000, 2_000];

const queue = new Queue('bench-peer', { connection, defaultJobOptions: kept });
await queue.obliterate({ force: true });
const redis = new Redis(process.env.REDIS_URL);

async function redisCpuS() {
  const info = await redis.info('cpu');
  const field = (name) => Number(info.match(new RegExp(`${name}:([\\d.]+)`))[1]);
  return field('used_cpu_sys') + field('used_cpu_user');
}

let start = performance.now();
await inFlight(ADDED, 50, (n) => queue.add('look', { n }));
rate('BullMQ: adds, 50 in flight', ADDED, start);
start = performance.now();
for (let from = ADDED; from < DRAINED; from += 1_000) {
  await queue.addBulk(Array.from({ length: 1_000 }, (_, n) => ({ name: 'look', data: { n: from + n } })));
}
rate('BullMQ: adds in bulk', DRAINED - ADDED, start);

let done = 0;
const started = { on: () => {} };
const before = await redisCpuS();
start = performance.now();
const work = async (job) => {
  done += 1;
  started.on(job.data.n);
};
const worker = new Worker('bench-peer', work, { connection, concurrency: 100 });
while (done < DRAINED) await new Promise((resolve) => setTimeout(resolve, 5));
rate('BullMQ: 100,000 run', DRAINED, start);
line('CPU a job: BullMQ', `Redis ${(((await redisCpuS()) - before) * 1e6 / DRAINED).toFixed(1)} µs`);

await new Promise((resolve) => setTimeout(resolve, 1_000));
const waits = await pickups(PICKUPS, 5, (n) => queue.add('look', { n }), started);
latency('BullMQ: from add to start at 200/s', waits);

await worker.close();
await queue.obliterate({ force: true });
await queue.close();
process.exit(0);
