-- What a command is decided on.

-- KEYS state tally round answers; ARGV id
-- A session, and what a command of this id was answered with, in one reading.
local function read_for(keys, args)
  return {
    redis.call('GET', keys[1]), redis.call('GET', keys[2]), redis.call('GET', keys[3]),
    redis.call('HGET', keys[4], 'a' .. args[1]),
  }
end

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

register('read_for', read_for, READS)
register('read_board', read_board, READS)
