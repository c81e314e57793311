-- What happens to strings beside a state in the step that changes it comes as
-- data: four arguments each, an operation, the place of its key, and two values.

local EFFECTS = {}

function EFFECTS.set(key, value)
  redis.call('SET', key, value)
end

function EFFECTS.delete(key)
  redis.call('DEL', key)
end

-- Keeps it under another name for a while.
function EFFECTS.move(key, name, ttl_ms)
  if redis.call('EXISTS', key) == 1 then
    redis.call('RENAME', key, name)
    redis.call('PEXPIRE', name, ttl_ms)
  end
end

function EFFECTS.score(key, score, member)
  redis.call('ZADD', key, score, member)
end

-- A tally counts from the middle again; its limit goes on.
function EFFECTS.zero(key, per_min, _, context)
  local tally = tally_of(key, context.now, tonumber(per_min))
  tally.seq, tally.value, tally.at = tally.seq + 1, 0, math.max(context.now, tally.at)
  redis.call('SET', key, tally_bytes(tally))
end

function EFFECTS.add(key, rules, side, context)
  local model, decay, weight, bucket_ms, sides = struct.unpack('>BddI4B', rules)
  rules = { model = model, decay = decay, weight = weight, bucket_ms = bucket_ms, sides = sides }
  add(key, context.due, context.id, rules, tally_of(key, context.now, 0), tonumber(side), context.now)
end

-- A note on a parent's board: one hash has all values by `list:key`, and a list
-- has its keys in the order in which they came. The oldest beyond `most` go.
function EFFECTS.note(board, list, given)
  local key, most, value = string.match(given, '^([^%z]*)%z(%d+)%z(.*)$')
  redis.call('HSET', board, key, value)
  redis.call('ZADD', list, 'NX', redis.call('HINCRBY', board, 'seq', 1), key)
  local over = redis.call('ZCARD', list) - most
  if over > 0 then
    local oldest = redis.call('ZRANGE', list, 0, over - 1)
    redis.call('HDEL', board, unpack(oldest))
    redis.call('ZREM', list, unpack(oldest))
  end
end

function EFFECTS.unnote(board, list, key)
  if redis.call('ZREM', list, key) == 1 then
    redis.call('HDEL', board, key)
    redis.call('HINCRBY', board, 'seq', 1)
  end
end

-- What is to be told outside of a session: how often it changed, and lines.
function EFFECTS.untold(key, session, lines)
  redis.call('HINCRBY', key, session, 1)
  if lines ~= '0' then
    redis.call('HINCRBY', key, session .. ':lines', lines)
  end
end

function EFFECTS.mark(dirty, marks, id)
  mark(dirty, marks, id)
end

local OF_TWO_KEYS = { move = true, note = true, unnote = true, mark = true }

-- Whether a string is no more what the step was decided on.
local function has_moved(keys, first_key, args, from, count)
  for at = from, from + 4 * (count - 1), 4 do
    local key = keys[first_key + args[at + 1]]
    if args[at] == 'expect' and (redis.call('GET', key) or '') ~= args[at + 2] then
      return true
    end
  end
  return false
end

-- `context` is the session's id, the key of what is due in its shard, and now.
local function take_effect(keys, first_key, args, from, count, context)
  for at = from, from + 4 * (count - 1), 4 do
    local key = keys[first_key + args[at + 1]]
    local value = args[at + 2]
    if OF_TWO_KEYS[args[at]] then
      value = keys[first_key + value]
    end
    if args[at] ~= 'expect' then
      EFFECTS[args[at]](key, value, args[at + 3], context)
    end
  end
end
