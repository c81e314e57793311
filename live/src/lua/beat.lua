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
-- What is due in each (1), soonest first; where nothing is, what will be next (0).
local function due(keys, args)
  local now, found = time_ms(), {}
  for i, key in ipairs(keys) do
    local next = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    if next[2] and tonumber(next[2]) <= now then
      local all = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'WITHSCORES', 'LIMIT', 0, args[1])
      found[i] = { 1, all }
    else
      found[i] = { 0, next }
    end
  end
  return found
end

-- KEYS lease line dirty events rounds due, of several shards
-- ARGV publish, then value channel of each
-- An owner's sign of life on each shard, and what waits there for it, whether or
-- not it was woken: dirty sessions, events and rounds for Postgres, and when the
-- first session is due. 'fenced' where the lease is another's.
local function look(keys, args)
  local looked = {}
  for i = 1, #keys / 6 do
    local at, value = 6 * (i - 1), args[2 * i]
    if redis.call('GET', keys[at + 1]) == value then
      local epoch = tonumber(string.match(value, '^(%d+)'))
      publish(keys[at + 2], epoch, args[1], args[2 * i + 1], '')
      looked[i] = {
        'ok', redis.call('EXISTS', keys[at + 3]), redis.call('XLEN', keys[at + 4]),
        redis.call('EXISTS', keys[at + 5]), redis.call('ZRANGE', keys[at + 6], 0, 0, 'WITHSCORES'),
      }
    else
      looked[i] = { 'fenced', 0, 0, 0, {} }
    end
  end
  return looked
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
register('look', look, ALWAYS)
register('beat', beat, ALWAYS)
register('settle', settle, ALWAYS)
