-- Sweeps out the drivers who have been silent for too long, then finds the nearest of a product.
-- KEYS  generation, epochs, times, seen, then one GEO key per product
-- ARGV  silence in ms, number of the product from 1, lon, lat, radius in m, limit
-- Returns for each driver, nearest first: id, lon, lat, distance in m, age in ms.
local times, seen = KEYS[3], KEYS[4]
local FIRST_PLACES = 5
local SWEPT_AT_ONCE = 1000

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local silent_since = string.format('%.0f', now - tonumber(ARGV[1]))

local silent
repeat
  silent = redis.call('ZRANGEBYSCORE', seen, '-inf', silent_since, 'LIMIT', 0, SWEPT_AT_ONCE)
  if #silent > 0 then
    for key = FIRST_PLACES, #KEYS do
      redis.call('ZREM', KEYS[key], unpack(silent))
    end
    redis.call('HDEL', times, unpack(silent))
    redis.call('ZREM', seen, unpack(silent))
  end
until #silent < SWEPT_AT_ONCE

local found = redis.call('GEOSEARCH', KEYS[FIRST_PLACES + ARGV[2] - 1],
  'FROMLONLAT', ARGV[3], ARGV[4], 'BYRADIUS', ARGV[5], 'm', 'ASC', 'COUNT', ARGV[6],
  'WITHCOORD', 'WITHDIST')
local nearby = {}
for _, one in ipairs(found) do
  local driver, distance, place = one[1], one[2], one[3]
  local score = redis.call('ZSCORE', seen, driver)
  if score then
    nearby[#nearby + 1] = driver
    nearby[#nearby + 1] = place[1]
    nearby[#nearby + 1] = place[2]
    nearby[#nearby + 1] = distance
    nearby[#nearby + 1] = string.format('%.0f', math.max(0, now - score))
  end
end
return nearby
