-- Pushes ids of durable jobs as far as there is room: the relay brings the
-- rest from Postgres when there is.
-- KEYS  1 active
-- ARGV  1 wake channel  2 room in all  3.. ids
-- Returns how many found no room.
local room = tonumber(ARGV[2]) - redis.call('LLEN', KEYS[1])
local left = 0
for i = 3, #ARGV do
  if room > 0 then
    redis.call('RPUSH', KEYS[1], ARGV[i])
    room = room - 1
  else
    left = left + 1
  end
end
redis.call('PUBLISH', ARGV[1], '')
return left
