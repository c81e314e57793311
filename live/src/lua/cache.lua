-- What Postgres said, kept for a while, and limits.

-- KEYS value; ARGV text ttl_ms
-- Keeps what was found, unless it was invalidated meanwhile.
local function cache_put(keys, args)
  if redis.call('GET', keys[1]) == 'null' then
    return 0
  end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS value; ARGV text ttl_ms
-- Says that what was kept is not so any more. It is a revocation, so a full
-- memory does not stop it.
local function invalidate(keys, args)
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS limit; ARGV most window_us
local function take_one(keys, args)
  return take(keys[1], tonumber(args[1]), tonumber(args[2]))
end

-- KEYS window…; ARGV taken(0|1), then most window_us burst_us of each
local function take_all(keys, args)
  local full, wait = take_windows(keys, 1, args, 2, #keys, args[1] == '1')
  return { full, wait }
end

register('cache_put', cache_put)
register('invalidate', invalidate, ALWAYS)
register('take', take_one, ALWAYS)
register('take_all', take_all, ALWAYS)
