-- What votes changed, what is dirty, what is due, and the end of all three.

-- A list of changes begins with what kind of frame it is, so that it is published
-- as it stands. One that is there and has nothing in it says that it is read.
local NO_CHANGES = '\6'

-- What is answered for a shard: whether its lease is another's, what was told of
-- votes, and what is dirty.
local NOTHING = { 0, '', {} }
local FENCED = { 1, '', {} }

-- Empties a list of changes, and answers what is to be told of it. Where there was
-- none, changes may have been lost with it: one is made, and a number of the
-- shard's messages is left out, so that whoever misses it reads again.
local function take_changes(key, lease, line, epoch, changes)
  if not changes then
    redis.call('SET', key, NO_CHANGES, 'PXAT', redis.call('PEXPIRETIME', lease))
    local last, n = line_of(line)
    if last == epoch then
      redis.call('SET', line, struct.pack('>I8I8', epoch, n + 1))
    end
    return ''
  end
  if changes == NO_CHANGES then
    return ''
  end
  redis.call('SET', key, NO_CHANGES, 'KEEPTTL')
  return changes
end

-- KEYS changes of each shard, then dirty, then lease, then line of each
-- ARGV publish most, then value channel silent(0|1) of each
-- Tells what votes changed, or that nothing did where that was not said for long;
-- answers that, and what else is dirty, oldest first. Nothing at all is
-- answered where nothing happened in any.
local function beat(keys, args)
  local count = #keys / 4
  local changes = redis.call('MGET', unpack(keys, 1, count))
  local is_dirty = redis.call('EXISTS', unpack(keys, count + 1, 2 * count)) > 0
  local answers, is_quiet = {}, true
  for i = 1, count do
    local value, is_silent = args[3 * i], args[3 * i + 2] == '1'
    local has_changes = changes[i] ~= NO_CHANGES
    answers[i] = NOTHING
    if has_changes or is_silent or is_dirty then
      is_quiet = false
      local lease, line = keys[2 * count + i], keys[3 * count + i]
      if redis.call('GET', lease) ~= value then
        answers[i] = FENCED
      else
        local told = ''
        if has_changes or is_silent then
          local epoch = tonumber(string.match(value, '^(%d+)'))
          told = take_changes(keys[i], lease, line, epoch, changes[i])
          publish(line, epoch, args[1], args[3 * i + 1], told)
        end
        local dirty = is_dirty and redis.call('ZRANGE', keys[count + i], 0, args[2] - 1, 'WITHSCORES')
        answers[i] = { 0, told, dirty or {} }
      end
    end
  end
  return is_quiet and {} or answers
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
-- Tells what was dirty up to a mark.
local function tell(keys, args)
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
register('beat', beat, ALWAYS)
register('tell', tell, ALWAYS)
register('settle', settle, ALWAYS)
