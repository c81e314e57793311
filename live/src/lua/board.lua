-- What children say, on their parent's board.

-- KEYS board list…; ARGV shown of each list…
-- A board's seq, and for each list how many there are and the newest.
local function read_board(keys, args)
  local answer = { redis.call('HGET', keys[1], 'seq') or '0' }
  for at = 2, #keys do
    local newest = redis.call('ZRANGE', keys[at], 0, args[at - 1] - 1, 'REV')
    if #newest > 0 then
      newest = redis.call('HMGET', keys[1], unpack(newest))
    end
    answer[at] = { redis.call('ZCARD', keys[at]), newest }
  end
  return answer
end

-- KEYS board dirty marks list…; ARGV child parent
-- Takes away all that a child said on these lists, where it cannot do so itself.
local function leave_board(keys, args)
  local gone = 0
  for at = 4, #keys do
    for _, key in ipairs(redis.call('ZRANGE', keys[at], 0, -1)) do
      if string.find(key, ':' .. args[1] .. ':', 1, true) then
        redis.call('ZREM', keys[at], key)
        redis.call('HDEL', keys[1], key)
        gone = gone + 1
      end
    end
  end
  if gone > 0 then
    redis.call('HINCRBY', keys[1], 'seq', 1)
    mark(keys[2], keys[3], args[2])
  end
  return gone
end

-- KEYS board list dirty marks; ARGV key most value parent
-- A note that no child says: what is known of the session elsewhere.
local function put_note(keys, args)
  EFFECTS.note(keys[1], keys[2], args[1] .. '\0' .. args[2] .. '\0' .. args[3])
  mark(keys[3], keys[4], args[4])
  return 1
end

-- KEYS state board list dirty marks; ARGV as_of key value session
-- What rows say of a session, as they were read at a time: an older reading takes the
-- place of none that is newer, and one that says the same is told to nobody.
local function tell_reading(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 'cold'
  end
  local known = redis.call('HMGET', keys[2], 'as_of', args[2])
  if tonumber(known[1] or 0) > tonumber(args[1]) then
    return 'older'
  end
  redis.call('HSET', keys[2], 'as_of', args[1])
  if known[2] == args[3] then
    return 'same'
  end
  EFFECTS.note(keys[2], keys[3], args[2] .. '\0' .. '1' .. '\0' .. args[3])
  mark(keys[4], keys[5], args[4])
  return 'told'
end

-- KEYS state board list dirty marks; ARGV key most value|'' session
-- Puts what stands of a seat on the board of its own session, or takes it away.
local function stand(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 'cold'
  end
  local known = redis.call('HGET', keys[2], args[1])
  if (known or '') == args[3] then
    return 'same'
  end
  if args[3] == '' then
    EFFECTS.unnote(keys[2], keys[3], args[1])
  else
    EFFECTS.note(keys[2], keys[3], args[1] .. '\0' .. args[2] .. '\0' .. args[3])
  end
  mark(keys[4], keys[5], args[4])
  return 'told'
end

register('read_board', read_board, READS)
register('leave_board', leave_board, ALWAYS)
register('put_note', put_note)
register('tell_reading', tell_reading)
register('stand', stand)
