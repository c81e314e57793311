-- The numbered lines of a session: `log` has `q` and `n`, how many lines there are
-- and how many of them all see, and of each seat with lines that others do not see
-- how many those are and the numbers of the newest, as that seat counts.

local LINES = 100
local NUMBER_BYTES = 8

-- What a seat has of its own: how many, and the newest numbers, packed.
local function own_of(stored)
  if not stored then
    return 0, ''
  end
  return struct.unpack('>I8', string.sub(stored, 1, 8)), string.sub(stored, 9)
end

local function number_at(numbers, i)
  return struct.unpack('>I8', string.sub(numbers, NUMBER_BYTES * (i - 1) + 1, NUMBER_BYTES * i))
end

-- How a seat counts a line that all see: those of its own before it are lines, too.
local function as_seen(stored, n)
  local count, numbers = own_of(stored)
  local known = #numbers / NUMBER_BYTES
  local before = count - known
  for i = 1, known do
    if number_at(numbers, i) - (count - known + i) < n then
      before = before + 1
    end
  end
  return n + before
end

-- The line that a seat means: how all count it; nil for one of its own.
local function as_counted(stored, seen)
  local count, numbers = own_of(stored)
  local known = #numbers / NUMBER_BYTES
  local before = count - known
  for i = 1, known do
    local own = number_at(numbers, i)
    if own == seen then
      return nil
    end
    before = before + (own < seen and 1 or 0)
  end
  return seen - before
end

-- One more of its own, with the number that the seat counts it by.
local function with_own(stored, own)
  local count, numbers = own_of(stored)
  numbers = string.sub(numbers .. struct.pack('>I8', own), -NUMBER_BYTES * LINES)
  return struct.pack('>I8', count + 1) .. numbers
end

local function keep_line(lines, q, record)
  redis.call('ZADD', lines, q, record)
  redis.call('ZREMRANGEBYSCORE', lines, '-inf', q - LINES)
end

-- KEYS state log lines
-- ARGV incarnation q n owns {seat own} {q record}
-- Brings the log of a session that is hot in this life, unless somebody else did.
local function open_log(keys, args)
  local state = redis.call('GETRANGE', keys[1], 0, 34)
  if state == '' or header(state).incarnation ~= tonumber(args[1]) then
    return 'moved'
  end
  if redis.call('EXISTS', keys[2]) == 1 then
    return 'ok'
  end
  redis.call('HSET', keys[2], 'q', args[2], 'n', args[3], 'saved', args[2])
  local from = 5
  for _ = 1, tonumber(args[4]) do
    redis.call('HSET', keys[2], 'own:' .. args[from], args[from + 1])
    from = from + 2
  end
  for i = from, #args, 2 do
    keep_line(keys[3], args[i], args[i + 1])
  end
  return 'ok'
end

-- KEYS waiting waiting_bytes, then log of each session; ARGV after, then q of each
-- Postgres has what waited up to there. What another drain has removed took its bytes
-- along.
local function saved_log(keys, args)
  for i = 3, #keys do
    local saved = tonumber(redis.call('HGET', keys[i], 'saved') or -1)
    if saved >= 0 and tonumber(args[i - 1]) > saved then
      redis.call('HSET', keys[i], 'saved', args[i - 1])
    end
  end
  local bytes = tonumber(redis.call('GET', keys[2]) or 0)
  for _, waited in ipairs(redis.call('XRANGE', keys[1], '-', '(' .. args[1])) do
    bytes = bytes - #waited[2][2]
  end
  local removed = redis.call('XTRIM', keys[1], 'MINID', args[1])
  if redis.call('XLEN', keys[1]) == 0 then
    redis.call('DEL', keys[2])
  else
    redis.call('SET', keys[2], text(math.max(0, bytes)))
  end
  return removed
end

register('open_log', open_log)
register('saved_log', saved_log, ALWAYS)
