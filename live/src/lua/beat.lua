-- What votes changed, what is dirty, what is due, and the end of all three.

-- A list of changes begins with what kind of frame it is, so that it is published
-- as it stands. One that is there and has nothing in it says that it is read.
local NO_CHANGES = '\6'

-- Publishes the changes of a shard, if there are any, or a sign of life; answers
-- what was published of them. Where no list is, changes may have been lost with
-- it: a number is left out, and whoever misses it reads again.
local function tell_changes(of, command)
  local epoch = tonumber(string.match(of.value, '^(%d+)'))
  if not of.changes then
    redis.call('SET', of.key, NO_CHANGES, 'PXAT', redis.call('PEXPIRETIME', of.lease))
    local last, n = line_of(of.line)
    if last == epoch then
      redis.call('SET', of.line, struct.pack('>I8I8', epoch, n + 1))
    end
    publish(of.line, epoch, command, of.channel, '')
    return ''
  end
  if #of.changes > #NO_CHANGES then
    redis.call('SET', of.key, NO_CHANGES, 'KEEPTTL')
    publish(of.line, epoch, command, of.channel, of.changes)
    return of.changes
  end
  if of.is_silent then
    publish(of.line, epoch, command, of.channel, '')
  end
  return ''
end

-- KEYS lease changes of each shard, then dirty of each, then line of each
-- ARGV publish most, then value channel silent(0|1) of each
-- Tells what votes changed. Answers for each shard what was told of them, and
-- what else is dirty, oldest first; nothing where the lease is another's.
local function beat(keys, args)
  local count = #keys / 4
  local strings = redis.call('MGET', unpack(keys, 1, 2 * count))
  local is_dirty = redis.call('EXISTS', unpack(keys, 2 * count + 1, 3 * count)) > 0
  local answers = {}
  for i = 1, count do
    local value = args[3 * i]
    answers[i] = strings[2 * i - 1] == value and {
      tell_changes({
        value = value, lease = keys[2 * i - 1], key = keys[2 * i], changes = strings[2 * i],
        line = keys[3 * count + i], channel = args[3 * i + 1], is_silent = args[3 * i + 2] == '1',
      }, args[1]),
      is_dirty and redis.call('ZRANGE', keys[2 * count + i], 0, args[2] - 1, 'WITHSCORES') or {},
    }
  end
  return answers
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

-- KEYS lease state tally due dirty marks changes; ARGV value id incarnation rev seq due|'' aged(0|1)
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
      tell_tally({ changes = keys[7], dirty = keys[5], marks = keys[6] }, id, state, tally, '')
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
