-- The events of a shard, on their way to Postgres.

local STREAM_EVENTS = 100000
local STREAM_BYTES = 32 * 1024 * 1024

local function record(events, bytes, args, from)
  local added = 0
  for i = from, #args do
    redis.call('XADD', events, '*', 'event', args[i])
    added = added + #args[i]
  end
  if added > 0 then
    redis.call('INCRBY', bytes, added)
  end
end

local function is_full(events, bytes, args, from)
  local adds = 0
  for i = from, #args do
    adds = adds + #args[i]
  end
  local stored = tonumber(redis.call('GET', bytes) or 0)
  return adds > 0 and (stored + adds > STREAM_BYTES or redis.call('XLEN', events) >= STREAM_EVENTS)
end
