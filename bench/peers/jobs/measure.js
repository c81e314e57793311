/** Figures, one a line, as our own bench prints them. */
export function line(what, figure) {
  console.log(`${what.padEnd(58)} ${figure}`);
}

export function rate(what, count, startMs) {
  line(what, `${Math.round((count * 1000) / (performance.now() - startMs))} /s`);
}

export function latency(what, samples) {
  samples.sort((a, b) => a - b);
  const at = (share) => samples[Math.round((samples.length - 1) * share)].toFixed(2);
  const last = `max ${at(1)} ms   (${samples.length} samples)`;
  line(what, `p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   ${last}`);
}

/** Does `count` things, so many at once. */
export async function inFlight(count, width, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Sends at times fixed beforehand; answers how long each took to start. */
export async function pickups(count, everyMs, send, started) {
  const sent = new Map();
  const waits = [];
  started.on = (n) => waits.push(performance.now() - sent.get(n));
  const first = performance.now();
  for (let n = 0; n < count; n += 1) {
    const left = first + n * everyMs - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    sent.set(n, performance.now());
    send(n);
  }
  while (waits.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
  return waits;
}
