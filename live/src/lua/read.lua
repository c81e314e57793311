-- What a command is decided on.

-- KEYS state tally round answers; ARGV id
-- A session, and what a command of this id was answered with, in one reading.
local function read_for(keys, args)
  return {
    redis.call('GET', keys[1]), redis.call('GET', keys[2]), redis.call('GET', keys[3]),
    redis.call('HGET', keys[4], 'a' .. args[1]),
  }
end

register('read_for', read_for, READS)
