-- Who is alive, and who owns a shard.

local LEASE_MS = 750

-- KEYS lease line generation; ARGV nonce
-- Takes a free lease. Its epoch grows across emptied stores and fail-overs. One
-- that is held: for how many milliseconds at least.
local function lease(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then
    return { '', text(math.max(0, redis.call('PTTL', keys[1]))) }
  end
  local last = line_of(keys[2])
  local epoch = math.max(last + 1, time_us())
  local value = text(epoch) .. ':' .. args[1]
  redis.call('SET', keys[1], value, 'PX', LEASE_MS)
  return { value, redis.call('GET', keys[3]) or '' }
end

-- KEYS lease generation of several shards, then changes of each; ARGV value of each
-- The list of changes lives no longer than the lease of whoever reads it.
local function renew(keys, args)
  local count, renewed = #args, {}
  local known = count > 0 and redis.call('MGET', unpack(keys, 1, 2 * count)) or {}
  for i, value in ipairs(args) do
    local held = known[2 * i - 1] == value
    if held then
      redis.call('PEXPIRE', keys[2 * i - 1], LEASE_MS)
      redis.call('PEXPIRE', keys[2 * count + i], LEASE_MS)
    end
    renewed[i] = held and (known[2 * i] or '')
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
-- Who is alive, and for how many milliseconds more unless it says so again.
local function join(keys, args)
  local now = time_ms()
  redis.call('ZADD', keys[1], now + LEASE_MS, args[1])
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', now)
  local members = redis.call('ZRANGE', keys[1], 0, -1, 'WITHSCORES')
  for i = 2, #members, 2 do
    members[i] = tonumber(members[i]) - now
  end
  return members
end

-- KEYS members, then lease generation of several shards, then changes of each
-- ARGV member, then value of each
-- Both at once: a worker lives as long as its leases.
local function keep(keys, args)
  local members = join(keys, args)
  return { members, renew({ unpack(keys, 2) }, { unpack(args, 2) }) }
end

register('lease', lease, ALWAYS)
register('renew', renew, ALWAYS)
register('release', release, ALWAYS)
register('recovered', recovered, ALWAYS)
register('join', join, ALWAYS)
register('keep', keep, ALWAYS)
