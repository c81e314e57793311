-- What is dirty, what is due, and the end of both.

-- KEYS dirty of several shards; ARGV most
-- What changed in each, oldest first; nothing at all where nothing did.
local function dirty(keys, args)
  if redis.call('EXISTS', unpack(keys)) == 0 then
    return {}
  end
  local found = {}
  for i, key in ipairs(keys) do
    found[i] = redis.call('ZRANGE', key, 0, args[1] - 1, 'WITHSCORES')
  end
  return found
end

-- KEYS due of several shards; ARGV most
-- What is due in each, soonest first.
local function due(keys, args)
  local now, found = time_ms(), {}
  for i, key in ipairs(keys) do
    found[i] = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'WITHSCORES', 'LIMIT', 0, args[1])
  end
  return found
end

-- KEYS lease dirty line; ARGV value mark|'' publish channel payload
local function beat(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  local epoch = tonumber(string.match(args[1], '^(%d+)'))
  publish(keys[3], epoch, args[3], args[4], args[5])
  if args[2] ~= '' then
    redis.call('ZREMRANGEBYSCORE', keys[2], '-inf', args[2])
  end
  return 1
end

-- KEYS lease state tally due dirty marks; ARGV value id incarnation rev seq due|'' aged(0|1)
-- The end of an advance: the next due time, if nothing moved meanwhile.
local function settle(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 'fenced'
  end
  local id = args[2]
  local state = redis.call('GET', keys[2])
  if not state then
    redis.call('ZREM', keys[4], id)
    return 'cold'
  end
  local known = header(state)
  if known.incarnation ~= tonumber(args[3]) or known.rev ~= tonumber(args[4]) then
    return 'moved'
  end
  if known.rules_bytes > 0 then
    local now = time_ms()
    local tally = tally_of(keys[3], now, 0)
    local has_moved = tally.seq ~= tonumber(args[5])
    if has_moved and args[6] == '' then
      return 'moved'
    end
    -- A vote that came meanwhile tells what has aged, too.
    if args[7] == '1' and not has_moved then
      tally.seq, tally.at = tally.seq + 1, math.max(now, tally.at)
      redis.call('SETRANGE', keys[3], 0, tally_bytes(tally))
      mark(keys[5], keys[6], id)
    end
  end
  if args[6] ~= '' then
    redis.call('ZADD', keys[4], args[6], id)
  else
    redis.call('ZREM', keys[4], id)
  end
  return 'ok'
end

register('dirty', dirty, READS)
register('due', due, READS)
register('beat', beat, ALWAYS)
register('settle', settle, ALWAYS)
