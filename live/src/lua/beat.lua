-- What votes changed and what is dirty, and the telling of both.

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

-- KEYS lease line dirty changes events rounds due waiting present, of several shards
-- ARGV publish, then value channel of each
-- An owner's sign of life on each shard, and what waits there for it, whether or
-- not it was woken: what is to be told, events and sayings and rounds for Postgres,
-- when the first session is due and the first lease of a seat ends. 'fenced' where the lease is another's.
local function look(keys, args)
  local looked = {}
  for i = 1, #keys / 9 do
    local at, value = 9 * (i - 1), args[2 * i]
    if redis.call('GET', keys[at + 1]) == value then
      local epoch = tonumber(string.match(value, '^(%d+)'))
      publish(keys[at + 2], epoch, args[1], args[2 * i + 1], '')
      local is_told = redis.call('GETRANGE', keys[at + 4], 0, 1) == NO_CHANGES
      looked[i] = {
        'ok', is_told and redis.call('EXISTS', keys[at + 3]) or 1,
        redis.call('XLEN', keys[at + 5]) + redis.call('XLEN', keys[at + 8]),
        redis.call('EXISTS', keys[at + 6]), redis.call('ZRANGE', keys[at + 7], 0, 0, 'WITHSCORES'),
        redis.call('ZRANGE', keys[at + 9], 0, 0, 'WITHSCORES'),
      }
    else
      looked[i] = { 'fenced', 0, 0, 0, {}, {} }
    end
  end
  return looked
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

register('look', look, ALWAYS)
register('beat', beat, ALWAYS)
register('tell', tell, ALWAYS)
