-- Limits.

-- Takes one of `most` in a window, as a bucket that leaks evenly (GCRA).
-- Answers whether it was there, what is left, and when all are back.
local function take(limit, most, window)
  local now = time_us()
  local each = window / most
  local full_at = math.max(now, tonumber(redis.call('GET', limit) or 0))
  local next_full_at = full_at + each
  if next_full_at - now > window then
    return { 0, 0, math.ceil(next_full_at - window - now) }
  end
  redis.call('SET', limit, text(next_full_at), 'PX', math.ceil((next_full_at - now) / 1000))
  return { 1, math.floor((window - (next_full_at - now)) / each), math.ceil(next_full_at - now) }
end
