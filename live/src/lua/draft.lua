-- Drafts: what somebody is writing. Rust decides what becomes of a text; a draft
-- changes here only if it is still the one that this was decided on.
--
-- A draft is a hash: `tag` (its rev, behind `ended:` for a tombstone), `head` (all
-- that is known of it), `sealed` (its text), and the revs `durable` and `root`. It
-- waits until Postgres has it, and is kept for a while from then on. The bytes of a
-- shard's drafts are counted together.

local OVERHEAD = 512
local KEPT_MS = 3600000

local function size(draft)
  local bytes = redis.call('HSTRLEN', draft, 'sealed')
  return bytes == 0 and 0 or bytes + OVERHEAD
end

-- Counts what a draft has more, or less, from now on.
local function weigh(bytes, more)
  redis.call('SET', bytes, text(math.max(0, tonumber(redis.call('GET', bytes) or 0) + more)))
end

-- KEYS draft of_person waiting kept bytes; ARGV expected tag head sealed durable root
-- member id drafts_max bytes_max waits
-- Answers `put`, `moved`, `full` for a person, or `drafts_full` for the shard.
local function draft_put(keys, args)
  if (redis.call('HGET', keys[1], 'tag') or '') ~= args[1] then
    return 'moved'
  end
  local before = size(keys[1])
  local after = #args[4] + OVERHEAD
  local is_known = redis.call('ZSCORE', keys[2], args[8])
  if not is_known and redis.call('ZCARD', keys[2]) >= tonumber(args[9]) then
    return 'full'
  end
  if after > before and tonumber(redis.call('GET', keys[5]) or 0) + after - before > tonumber(args[10]) then
    return 'drafts_full'
  end
  local now = time_ms()
  redis.call('HSET', keys[1], 'tag', args[2], 'head', args[3], 'sealed', args[4],
    'durable', args[5], 'root', args[6])
  redis.call('PERSIST', keys[1])
  redis.call('ZADD', keys[2], now, args[8])
  weigh(keys[5], after - before)
  if args[11] == '1' then
    redis.call('ZADD', keys[3], 'NX', now, args[7])
    redis.call('ZREM', keys[4], args[7])
  elseif not redis.call('ZSCORE', keys[3], args[7]) then
    redis.call('ZADD', keys[4], now + KEPT_MS, args[7])
  end
  return 'put'
end

-- KEYS draft of_person waiting kept bytes; ARGV rev member
-- Postgres has a rev. One that was taken meanwhile waits anew.
local function draft_durable(keys, args)
  local tag = redis.call('HGET', keys[1], 'tag')
  if not tag or string.sub(tag, 1, 6) == 'ended:' then
    redis.call('ZREM', keys[3], args[2])
    return 0
  end
  local now = time_ms()
  redis.call('HSET', keys[1], 'durable', args[1], 'root', args[1])
  if tag == args[1] then
    redis.call('ZREM', keys[3], args[2])
    redis.call('ZADD', keys[4], now + KEPT_MS, args[2])
  else
    redis.call('ZADD', keys[3], now, args[2])
  end
  return 1
end

-- KEYS draft of_person waiting kept bytes; ARGV expected tag head member id ttl_ms
-- Leaves a tombstone, or nothing if `ttl_ms` is 0. Whoever is told that something is
-- over must not be stopped by a full memory.
local function draft_end(keys, args)
  if (redis.call('HGET', keys[1], 'tag') or '') ~= args[1] then
    return 0
  end
  weigh(keys[5], -size(keys[1]))
  redis.call('DEL', keys[1])
  redis.call('ZREM', keys[2], args[5])
  redis.call('ZREM', keys[3], args[4])
  redis.call('ZREM', keys[4], args[4])
  if args[6] ~= '0' then
    redis.call('HSET', keys[1], 'tag', args[2], 'head', args[3])
    redis.call('PEXPIRE', keys[1], args[6])
  end
  return 1
end

-- KEYS waiting kept bytes, of several shards
-- Of each: how many wait, since when, until when the first is kept, and the bytes of all.
local function drafts_look(keys)
  local looked = {}
  for i = 1, #keys / 3 do
    local at = 3 * (i - 1)
    looked[i] = {
      redis.call('ZCARD', keys[at + 1]),
      redis.call('ZRANGE', keys[at + 1], 0, 0, 'WITHSCORES'),
      redis.call('ZRANGE', keys[at + 2], 0, 0, 'WITHSCORES'),
      tonumber(redis.call('GET', keys[at + 3]) or 0),
    }
  end
  return looked
end

register('draft_put', draft_put)
register('draft_durable', draft_durable, ALWAYS)
register('draft_end', draft_end, ALWAYS)
register('drafts_look', drafts_look, ALWAYS)
