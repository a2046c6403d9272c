-- Takes drivers out whose epoch has moved: what was written under an older one is void.
-- KEYS  generation, epochs, times, seen, then one GEO key per product
-- ARGV  for each driver: id, new epoch
-- Returns the drivers taken out; one already known under this epoch or a newer one stays as he is.
local epochs, times, seen = KEYS[2], KEYS[3], KEYS[4]
local FIRST_PLACES = 5

local removed = {}
for argument = 1, #ARGV, 2 do
  local driver, epoch = ARGV[argument], ARGV[argument + 1]
  local known = redis.call('HGET', epochs, driver)
  if not known or tonumber(known) < tonumber(epoch) then
    redis.call('HSET', epochs, driver, epoch)
    redis.call('HDEL', times, driver)
    redis.call('ZREM', seen, driver)
    for key = FIRST_PLACES, #KEYS do
      redis.call('ZREM', KEYS[key], driver)
    end
    removed[#removed + 1] = driver
  end
end
return removed
