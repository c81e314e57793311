-- Who is alive, who owns a shard, and what is watched in it.

local LEASE_MS = 750

-- KEYS lease line generation; ARGV nonce
-- Takes a free lease. Its epoch grows across emptied stores and fail-overs.
local function lease(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then
    return false
  end
  local last = line_of(keys[2])
  local epoch = math.max(last + 1, time_us())
  local value = text(epoch) .. ':' .. args[1]
  redis.call('SET', keys[1], value, 'PX', LEASE_MS)
  return { value, redis.call('GET', keys[3]) or '' }
end

-- KEYS lease generation changes, of several shards; ARGV value of each
-- The list of changes lives no longer than the lease of whoever reads it.
local function renew(keys, args)
  local renewed = {}
  for i, value in ipairs(args) do
    local held = redis.call('GET', keys[3 * i - 2]) == value
    if held then
      redis.call('PEXPIRE', keys[3 * i - 2], LEASE_MS)
      redis.call('PEXPIRE', keys[3 * i], LEASE_MS)
    end
    renewed[i] = held and (redis.call('GET', keys[3 * i - 1]) or '')
  end
  return renewed
end

-- KEYS lease changes; ARGV value
local function release(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  redis.call('DEL', keys[1], keys[2])
  return 1
end

-- KEYS lease generation; ARGV value generation
local function recovered(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  redis.call('SET', keys[2], args[2])
  return 1
end

-- KEYS members; ARGV member
local function join(keys, args)
  local now = time_ms()
  redis.call('ZADD', keys[1], now + LEASE_MS, args[1])
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', now)
  return redis.call('ZRANGE', keys[1], 0, -1)
end

-- KEYS marks; answers this primary's time in microseconds
local function time()
  return text(time_us())
end

-- KEYS line; ARGV publish channel payload
-- A word to a shard's watchers outside the beat.
local function say(keys, args)
  publish(keys[1], nil, args[1], args[2], args[3])
  return 1
end

-- KEYS hot state…; ARGV id…
-- Asserts what is watched; answers the places of those that are cold.
local function watch(keys, args)
  local now = time_ms()
  local cold = {}
  for i, id in ipairs(args) do
    if redis.call('EXISTS', keys[i + 1]) == 1 then
      redis.call('ZADD', keys[1], now, id)
    else
      cold[#cold + 1] = i - 1
    end
  end
  return cold
end

-- KEYS hot state…; ARGV now id…
-- Sessions that stay are looked at again after others; those that are gone go.
local function look_later(keys, args)
  for i = 2, #args do
    if redis.call('EXISTS', keys[i]) == 1 then
      redis.call('ZADD', keys[1], 'XX', 'GT', args[1], args[i])
    else
      redis.call('ZREM', keys[1], args[i])
    end
  end
  return 1
end

-- KEYS events bytes; ARGV after bytes…
-- The bytes are those of each event up to there, oldest first. Another drain may
-- have removed the older ones, and taken their bytes.
local function trim(keys, args)
  local removed = redis.call('XTRIM', keys[1], 'MINID', args[1])
  if redis.call('XLEN', keys[1]) == 0 then
    redis.call('SET', keys[2], 0)
  elseif removed > 0 then
    local bytes = 0
    for i = math.max(2, #args - removed + 1), #args do
      bytes = bytes + args[i]
    end
    redis.call('DECRBY', keys[2], bytes)
  end
  return removed
end

register('lease', lease, ALWAYS)
register('renew', renew, ALWAYS)
register('release', release, ALWAYS)
register('recovered', recovered, ALWAYS)
register('join', join, ALWAYS)
register('time', time, READS)
register('say', say, ALWAYS)
register('watch', watch, ALWAYS)
register('look_later', look_later, ALWAYS)
register('trim', trim, ALWAYS)
