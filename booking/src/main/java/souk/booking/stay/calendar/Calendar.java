package souk.booking.stay.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Nights and their prices as they were read together. What is not in it is not for sale. */
public final class Calendar {
  private final Map<NightKey, Night> nights = new HashMap<>();
  private final Map<Rate, Long> prices = new HashMap<>();

  /** What a night of a type costs under a plan, in minor units before taxes. */
  public record Price(UUID ratePlanId, NightKey key, long minor) {}

  private record Rate(UUID ratePlanId, NightKey key) {}

  public Calendar(List<Night> nights, List<Price> prices) {
    nights.forEach(night -> this.nights.put(night.key(), night));
    prices.forEach(
        price -> this.prices.put(new Rate(price.ratePlanId(), price.key()), price.minor()));
  }

  public Optional<Night> night(UUID roomTypeId, LocalDate night) {
    return Optional.ofNullable(nights.get(new NightKey(roomTypeId, night)));
  }

  public Optional<Long> price(UUID ratePlanId, UUID roomTypeId, LocalDate night) {
    return Optional.ofNullable(prices.get(new Rate(ratePlanId, new NightKey(roomTypeId, night))));
  }
}
