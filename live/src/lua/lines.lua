-- Lines and what becomes of them, numbered for all and told to each as they count.

-- Seats of a session that may have lines that nobody else sees.
local HIDDEN_SEATS = 100
local SAID = '\7'
local NAMED = '\2'
local OTHERS = '\1'

local function seats(word, names)
  local parts = { word, struct.pack('>I2', #names) }
  for _, name in ipairs(names) do
    parts[#parts + 1] = struct.pack('>I2', #name) .. name
  end
  return table.concat(parts)
end

local function frame(it, whom, body, n, reference)
  local words = it.head .. it.now .. (n and ',"n":' .. text(n) or '') .. ',"body":' .. body
      .. (reference and it.member .. text(reference) or '') .. '}}'
  it.frames[#it.frames + 1] = SAID .. it.id .. whom .. struct.pack('>I4', #words) .. words
end

-- What is on its way to Postgres.
local function send_off(keys, field, value)
  redis.call('XADD', keys[5], '*', field, value)
  redis.call('INCRBY', keys[6], #value)
end

-- All hear it by the numbers that all count by, and seats that have lines of their own
-- by theirs: a frame for those that count alike. What it names may be one of the
-- sender's own.
local function tell_all(it, n, named, by_sender)
  local known, alike = {}, {}
  for seat, stored in pairs(it.owns) do
    known[#known + 1] = seat
    local seen = n and as_seen(stored, n)
    local reference = named and as_seen(stored, named)
    if seat == it.seat and by_sender then
      reference = by_sender
    end
    local numbers = (seen and text(seen) or '') .. ':' .. (reference and text(reference) or '')
    local some = alike[numbers] or { names = {}, seen = seen, reference = reference }
    some.names[#some.names + 1] = seat
    alike[numbers] = some
  end
  frame(it, #known > 0 and seats(OTHERS, known) or it.whom, it.body, n, named)
  for _, some in pairs(alike) do
    frame(it, seats(NAMED, some.names), it.body, some.seen, some.reference)
  end
end

local function record(it, q, n, own, named, by_sender)
  return '{"q":' .. text(q) .. ',"n":' .. text(n) .. (own and ',"o":' .. text(own) or '')
      .. ',"s":' .. it.seat_json .. ',"t":' .. it.now .. ',"d":' .. it.days
      .. (named and ',"r":' .. text(named) or '') .. (by_sender and ',"ro":' .. text(by_sender) or '')
      .. ',"b":' .. it.body .. '}}'
end

-- Why a line cannot be said: it answers one that is not there, or its seat is one too
-- many that would have lines of its own.
local function why_not(it, is_hidden)
  local stored = it.owns[it.seat]
  local answered = tonumber(it.reference)
  if answered and (answered < 1 or answered > as_seen(stored, it.n + 1) - 1) then
    return 'unknown'
  end
  local count = 0
  for _ in pairs(it.owns) do
    count = count + 1
  end
  return is_hidden and not stored and count >= HIDDEN_SEATS and 'crowded' or nil
end

-- A line that may be said; `is_hidden` where its sender alone counts it.
local function say_line(keys, it, is_hidden)
  local q, n = it.q + 1, it.n
  local stored = it.owns[it.seat]
  local by_sender = tonumber(it.reference)
  local named = by_sender and as_counted(stored, by_sender)
  local own_named = by_sender and not named and by_sender or nil
  local seen
  if is_hidden then
    seen = as_seen(stored, n + 1)
    frame(it, seats(NAMED, { it.seat }), it.body, seen, by_sender)
    if it.marked ~= '' then
      frame(it, it.marked, it.body .. ',"shadow":' .. text(q), n, named)
    end
    redis.call('HSET', keys[3], 'own:' .. it.seat, with_own(stored, seen))
  else
    n = n + 1
    seen = as_seen(stored, n)
    tell_all(it, n, named, by_sender)
  end
  local line = record(it, q, n, is_hidden and seen, named, own_named)
  redis.call('HSET', keys[3], 'q', text(q), 'n', text(n))
  keep_line(keys[4], q, line)
  send_off(keys, 'said', it.session .. line)
  return seen
end

-- The line `q` loses its text. One that its sender alone counts is told as it is.
local function unsay(keys, it, q, removed, is_hidden)
  if redis.call('ZREMRANGEBYSCORE', keys[4], q, q) > 0 then
    redis.call('ZADD', keys[4], q, removed)
  end
  send_off(keys, 'said', it.session .. removed)
  if is_hidden then
    frame(it, it.whom, it.body, nil, tonumber(it.reference))
    if it.marked ~= '' then
      frame(it, it.marked, it.body .. it.member .. text(it.n_named) .. ',"shadow":' .. q, nil, nil)
    end
  else
    tell_all(it, nil, tonumber(it.reference), nil)
  end
end
