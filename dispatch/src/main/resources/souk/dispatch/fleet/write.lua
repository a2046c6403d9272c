-- Writes the positions of free drivers, each under the epoch its writer knows.
-- KEYS  generation, epochs, times, seen, then one GEO key per product
-- ARGV  silence in ms, then for each driver: id, epoch, number of his product from 1, lon, lat,
--       the position's own time in ms, for how many ms the writer has held it
-- Returns the generation of the index, the number of drivers heard within the silence, and the
-- drivers refused because their epoch has moved. Called without drivers it only looks.
local generation, epochs, times, seen = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local FIRST_PLACES = 5
local WIDTH = 7

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- whoever finds an empty index founds a new one; by its name every other writer sees the loss
local present = redis.call('GET', generation)
if not present then
  present = clock[1] .. '-' .. clock[2]
  redis.call('SET', generation, present)
end

local refused = {}
local drivers = {}
for argument = 2, #ARGV, WIDTH do
  drivers[#drivers + 1] = ARGV[argument]
end

if #drivers > 0 then
  local known = redis.call('HMGET', epochs, unpack(drivers))
  local latest = redis.call('HMGET', times, unpack(drivers))
  local renewed, new_epochs, new_times, new_seen, new_places = {}, {}, {}, {}, {}
  for n, driver in ipairs(drivers) do
    local at = 2 + (n - 1) * WIDTH
    local epoch, product, lon, lat = ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[at + 3], ARGV[at + 4]
    local time, held = ARGV[at + 5], tonumber(ARGV[at + 6])
    local same = known[n] == epoch
    if known[n] and not same and tonumber(known[n]) > tonumber(epoch) then
      refused[#refused + 1] = driver
    elseif not (same and latest[n] and tonumber(latest[n]) >= tonumber(time)) then
      if not same then
        renewed[#renewed + 1] = driver
        new_epochs[#new_epochs + 1] = driver
        new_epochs[#new_epochs + 1] = epoch
      end
      new_times[#new_times + 1] = driver
      new_times[#new_times + 1] = time
      new_seen[#new_seen + 1] = string.format('%.0f', now - held)
      new_seen[#new_seen + 1] = driver
      local places = new_places[product] or {}
      new_places[product] = places
      places[#places + 1] = lon
      places[#places + 1] = lat
      places[#places + 1] = driver
    end
  end
  if #renewed > 0 then
    -- under his former epoch he may stand under another product
    for key = FIRST_PLACES, #KEYS do
      redis.call('ZREM', KEYS[key], unpack(renewed))
    end
    redis.call('HSET', epochs, unpack(new_epochs))
  end
  if #new_times > 0 then
    redis.call('HSET', times, unpack(new_times))
    redis.call('ZADD', seen, unpack(new_seen))
  end
  for product, places in pairs(new_places) do
    redis.call('GEOADD', KEYS[FIRST_PLACES + product - 1], unpack(places))
  end
end

local heard = redis.call('ZCOUNT', seen, string.format('(%.0f', now - tonumber(ARGV[1])), '+inf')
return { present, heard, refused }
