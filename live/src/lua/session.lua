-- Sessions from cold to hot and back.

local TOLD_S = 3600
local PARKED = 1000

-- KEYS state told hot due dirty marks events bytes since parked aside…
-- ARGV id state due|'' since|'' effects effect… event…
-- `since` is the last change of a session that comes back as it went.
local function open(keys, args)
  local id, state, due, since = args[1], args[2], args[3], args[4]
  local effects = tonumber(args[5])
  local events_from = 6 + 4 * effects
  local new = header(state)
  local now = time_ms()
  local told = tonumber(redis.call('GET', keys[2]) or 0)
  if -told >= new.version then
    return { 'deleted', now }
  end
  if told > new.version then
    return { 'stale', now }
  end
  local hot = redis.call('GET', keys[1])
  if hot and header(hot).incarnation >= new.incarnation then
    return { 'hot', now }
  end
  if math.abs(now - new.at) > CLOCK_SKEW_MS then
    return { 'clock', now }
  end
  if is_full(keys[7], keys[8], args, events_from) then
    return { 'audit_full', now }
  end
  redis.call('SET', keys[1], state)
  if since ~= '' then
    redis.call('SET', keys[9], since)
  else
    redis.call('DEL', keys[9])
  end
  redis.call('HDEL', keys[10], id)
  take_effect(keys, 10, args, 6, effects, { id = id, due = keys[4], now = now })
  redis.call('ZADD', keys[3], now, id)
  if due ~= '' then
    set_due(keys[4], nil, due, id)
  else
    redis.call('ZREM', keys[4], id)
  end
  record(keys[7], keys[8], args, events_from)
  mark(keys[5], keys[6], id)
  return { 'ok', now }
end

-- KEYS told; ARGV version deleted(0|1)
-- The highest config version that was told, kept even while the session is
-- cold; negative for a session that was deleted with it.
local function told(keys, args)
  local known = math.abs(tonumber(redis.call('GET', keys[1]) or 0))
  local version = tonumber(args[1])
  if version >= known then
    redis.call('SET', keys[1], text(args[2] == '1' and -version or version), 'EX', TOLD_S)
  end
  return 'ok'
end

-- The state, where it stands in the shard, and the strings beside it.
local function forget(keys, from, to, id)
  redis.call('DEL', keys[1], unpack(keys, from, to))
  for at = 2, 4 do
    redis.call('ZREM', keys[at], id)
  end
end

-- KEYS state hot due dirty events lease tally round since log lines; ARGV id incarnation rev unwatched_since fence
local function close(keys, args)
  local id = args[1]
  if redis.call('GET', keys[6]) ~= args[5] then
    return 'fenced'
  end
  local state = redis.call('GET', keys[1])
  if not state then
    forget(keys, 7, #keys, id)
    return 'ok'
  end
  local known = header(state)
  if known.incarnation ~= tonumber(args[2]) or known.rev ~= tonumber(args[3]) then
    return 'moved'
  end
  if tonumber(redis.call('ZSCORE', keys[2], id) or 0) > tonumber(args[4]) then
    return 'watched'
  end
  local log = redis.call('HMGET', keys[10], 'q', 'saved')
  if log[1] ~= log[2] then
    return 'undrained'
  end
  local first = redis.call('XRANGE', keys[5], '-', '+', 'COUNT', 1)[1]
  if first and tonumber(string.match(first[1], '^(%d+)')) <= known.at + 1000 then
    return 'undrained'
  end
  forget(keys, 7, #keys, id)
  return 'ok'
end

-- KEYS parked due; ARGV id why
-- A session that its rules cannot run any more, or that cannot be read: nothing
-- is due of it until a person has looked at it.
local function park(keys, args)
  redis.call('ZREM', keys[2], args[1])
  if redis.call('HLEN', keys[1]) < PARKED then
    return redis.call('HSET', keys[1], args[1], args[2])
  end
  return 1
end

-- KEYS state hot due dirty parked string…; ARGV id state
-- Lets a life of a session go that cannot be used, if it is still that one.
local function discard(keys, args)
  if (redis.call('GET', keys[1]) or '') ~= args[2] then
    return 0
  end
  forget(keys, 6, #keys, args[1])
  redis.call('HDEL', keys[5], args[1])
  return 1
end

-- KEYS state hot due dirty parked line tally round since log lines board aside…
-- ARGV id publish channel payload effects effect…
-- A deleted session: gone at once, also from its parent's board, and its watchers
-- are told.
local function finish(keys, args)
  local was = redis.call('EXISTS', keys[1])
  forget(keys, 7, 12, args[1])
  take_effect(keys, 12, args, 6, tonumber(args[5]), { id = args[1], due = keys[3], now = time_ms() })
  redis.call('HDEL', keys[5], args[1])
  publish(keys[6], nil, args[2], args[3], args[4])
  return was
end

register('open', open)
register('told', told, ALWAYS)
register('close', close, ALWAYS)
register('park', park, ALWAYS)
register('discard', discard, ALWAYS)
register('finish', finish, ALWAYS)
