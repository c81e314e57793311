-- What all libraries begin with. A function that fails keeps what it wrote, so
-- each decides first and writes last.
--
-- A state begins with format, incarnation, rev, at_ms, config version and the
-- tally's rules; what follows is Rust's. Layouts are in packed.rs and in
-- session's tally.rs.

local HEADER = '>BI8I8I8I8I2'
local CLOCK_SKEW_MS = 250

-- What an owner must be able to do when memory is full is allowed to.
local ALWAYS = { 'allow-oom' }
local READS = { 'no-writes' }

local function register(name, callback, flags)
  redis.register_function({ function_name = PREFIX .. name, callback = callback, flags = flags or {} })
end

local function time_us()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

local function time_ms()
  return math.floor(time_us() / 1000)
end

local function text(number)
  return string.format('%.0f', number)
end

local function header(state)
  local _, incarnation, rev, at, version, rules_bytes = struct.unpack(HEADER, state)
  return { incarnation = incarnation, rev = rev, at = at, version = version, rules_bytes = rules_bytes }
end

-- Wakes the owner of the shard that a key belongs to, which sleeps while nothing
-- happens. A lost wake costs a second: an owner looks that often.
local function wake(key, why)
  redis.call('SPUBLISH', string.match(key, '^[^}]*}:') .. 'wake', why)
end

-- Dirty sessions are scored by a mark that only grows, so a beat forgets what
-- it has told, and nothing newer, with one range. An owner stays awake until it
-- finds none, so only the first of them wakes it.
local function mark(dirty, marks, id)
  local is_new = redis.call('ZADD', dirty, redis.call('INCR', marks), id) == 1
  if is_new and redis.call('ZCARD', dirty) == 1 then
    wake(dirty, 'dirty')
  end
end

-- When a session is due; with `LT` only if that is earlier. An owner sleeps until
-- the first is due, so only another first wakes it.
local function set_due(due, condition, at, id)
  local changed
  if condition then
    changed = redis.call('ZADD', due, condition, 'CH', at, id)
  else
    changed = redis.call('ZADD', due, 'CH', at, id)
  end
  if changed == 1 and redis.call('ZRANGE', due, 0, 0)[1] == id then
    wake(due, 'due')
  end
end

local function line_of(line)
  local stored = redis.call('GET', line)
  if not stored then
    return 0, 0
  end
  local epoch, n = struct.unpack('>I8I8', stored)
  return epoch, n
end

-- Every message on a shard carries (epoch, n), by which readers see a gap.
local function publish(line, epoch, command, channel, payload)
  local last_epoch, n = line_of(line)
  epoch = epoch or last_epoch
  n = epoch == last_epoch and n + 1 or 1
  redis.call('SET', line, struct.pack('>I8I8', epoch, n))
  redis.call(command, channel, struct.pack('>BI8I8', 1, epoch, n) .. payload)
end
