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
-- Takes one of `most` in a window, as a bucket that leaks evenly (GCRA).
-- Answers whether it was there, what is left, and when all are back.
local function take(keys, args)
  local now, most, window = time_us(), tonumber(args[1]), tonumber(args[2])
  local each = window / most
  local full_at = math.max(now, tonumber(redis.call('GET', keys[1]) or 0))
  local next_full_at = full_at + each
  if next_full_at - now > window then
    return { 0, 0, math.ceil(next_full_at - window - now) }
  end
  redis.call('SET', keys[1], text(next_full_at), 'PX', math.ceil((next_full_at - now) / 1000))
  return { 1, math.floor((window - (next_full_at - now)) / each), math.ceil(next_full_at - now) }
end

register('cache_put', cache_put)
register('invalidate', invalidate, ALWAYS)
register('take', take, ALWAYS)
