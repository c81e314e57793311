#!lua flags=allow-oom
-- Takes jobs for a worker, which lives by doing so. From its start on, a
-- signal for the same key is a new one. Of a durable job there is only the id:
-- Postgres knows who runs it, and gives it out again if need be.
-- KEYS  1 active  2 data  3 workers  4 the worker's inflight
-- ARGV  1 worker  2 how many at most  3 what the meta keys begin with
-- Returns {id, envelope, starts, waited_us (-1 when started before)} for each.
-- Keys that come out of the meta cannot be declared: the queue does not live
-- on a cluster. A full Redis may be full of jobs: only running them helps.
local time = redis.call('TIME')
local now_us = tonumber(time[1]) * 1000000 + tonumber(time[2])
redis.call('ZADD', KEYS[3], math.floor(now_us / 1000), ARGV[1])
local taken = {}
for _ = 1, tonumber(ARGV[2]) do
  local id = redis.call('LPOP', KEYS[1])
  if not id then
    break
  end
  local is_durable = string.sub(id, 1, 2) == 'd:'
  local envelope = not is_durable and redis.call('HGET', KEYS[2], id)
  if is_durable then
    taken[#taken + 1] = { id, '', 1, -1 }
  elseif envelope then
    local meta = ARGV[3] .. id
    redis.call('SADD', KEYS[4], id)
    local known = redis.call('HMGET', meta, 'once', 'pushed_us')
    if known[1] and redis.call('GET', known[1]) == id then
      redis.call('DEL', known[1])
    end
    local starts = redis.call('HINCRBY', meta, 'starts', 1)
    local waited_us = -1
    if starts == 1 and known[2] then
      waited_us = now_us - tonumber(known[2])
    end
    taken[#taken + 1] = { id, envelope, starts, waited_us }
  end
end
return taken
