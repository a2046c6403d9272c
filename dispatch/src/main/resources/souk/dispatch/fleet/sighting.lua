-- Where the driver of a live trip was last seen.
-- KEYS  his
-- Returns nothing, or: lon, lat, the position's own time in ms, age in ms.
local known = redis.call('GET', KEYS[1])
if not known then
  return {}
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local time, seen, lon, lat = string.match(known, '^(%S+) (%S+) (%S+) (%S+)$')
return { lon, lat, time, string.format('%.0f', math.max(0, now - seen)) }
