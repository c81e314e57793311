#!lua flags=allow-oom
-- What silent workers held goes back to the front of the queue.
-- KEYS  1 workers  2 active
-- ARGV  1 silent for how many ms  2 what the inflight keys begin with
--       3 wake channel  4 a worker that leaves, or ''
-- Returns how many jobs were given back. What a worker holds is bounded by its
-- slots.
local workers
if ARGV[4] ~= '' then
  workers = { ARGV[4] }
else
  local time = redis.call('TIME')
  local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  workers = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now_ms - tonumber(ARGV[1]), 'LIMIT', 0, 100)
end
local given = 0
for _, worker in ipairs(workers) do
  local inflight = ARGV[2] .. worker
  for _, id in ipairs(redis.call('SMEMBERS', inflight)) do
    redis.call('LPUSH', KEYS[2], id)
    given = given + 1
  end
  redis.call('DEL', inflight)
  redis.call('ZREM', KEYS[1], worker)
end
if given > 0 then
  redis.call('PUBLISH', ARGV[3], '')
end
return given
