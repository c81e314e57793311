-- Windows of limits, each so many in any such time.

local TIME_BYTES = 8

-- The times that still count in a window, oldest first.
local function times_since(key, since)
  local stored = redis.call('GET', key) or ''
  local from = 1
  while from < #stored and struct.unpack('>I8', string.sub(stored, from, from + 7)) <= since do
    from = from + TIME_BYTES
  end
  return string.sub(stored, from)
end

-- Takes one of each window, or of none: each is a key, and in the arguments from
-- `first` on how many it has at most, how long it is, and for how long after one
-- others are the same one, in microseconds; one of none has no limit. Answers the
-- place of the one that is full for longest and how long it is; 0 where none is.
-- Without `is_taken` it only looks.
local function take_windows(keys, first_key, args, first, count, is_taken)
  local now, full, longest = time_us(), 0, 0
  local taken = {}
  for i = 1, count do
    local key, at = keys[first_key + i - 1], first + 3 * (i - 1)
    local most, window, burst = tonumber(args[at]), tonumber(args[at + 1]), tonumber(args[at + 2])
    local times = most > 0 and times_since(key, now - window) or ''
    local is_same = #times > 0 and struct.unpack('>I8', string.sub(times, -8)) + burst > now
    if most > 0 and not is_same then
      local over = #times - (most - 1) * TIME_BYTES
      if over > 0 then
        local free_at = struct.unpack('>I8', string.sub(times, over - 7, over)) + window
        if free_at - now > longest then
          full, longest = i, free_at - now
        end
      end
      taken[#taken + 1] = { key, times .. struct.pack('>I8', now), math.ceil(window / 1000) }
    end
  end
  if full == 0 and is_taken then
    for _, window in ipairs(taken) do
      redis.call('SET', window[1], window[2], 'PX', window[3])
    end
  end
  return full, longest
end
