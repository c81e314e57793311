-- What is due, and the end of it.

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

-- KEYS lease state tally due dirty marks changes
-- ARGV value id incarnation rev seq due|'' aged(0|1) id_bytes
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
      -- It is told as a whole; whoever adds up changes must miss none.
      local of = { changes = keys[7], dirty = keys[5], marks = keys[6], id = id, id_bytes = args[8] }
      tell_tally(of, state, tally, '')
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

register('due', due, READS)
register('settle', settle, ALWAYS)
