-- Keeps where drivers of live trips were last seen, for a while.
-- KEYS  one per driver
-- ARGV  for how many ms to keep it, then for each key: lon, lat, the position's own time in ms,
--       for how many ms the writer has held it
-- Returns the numbers, from 1, of those that were newer than what was known.
local KEPT = tonumber(ARGV[1])
local WIDTH = 4

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local known = redis.call('MGET', unpack(KEYS))
local newer = {}
for n, key in ipairs(KEYS) do
  local at = 2 + (n - 1) * WIDTH
  local lon, lat, time, held = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
  local latest = known[n] and tonumber(string.match(known[n], '^%S+'))
  if held < KEPT and not (latest and latest >= tonumber(time)) then
    local seen = string.format('%.0f', now - held)
    redis.call('SET', key, table.concat({ time, seen, lon, lat }, ' '), 'PX', KEPT - held)
    newer[#newer + 1] = n
  end
end
return newer
