package souk.bench.ride.bare;

import java.util.List;
import java.util.UUID;

/** The ids of what belongs to a ride, told from the ride's. */
final class RideIds {
  private static final List<String> NAMES = List.of("ride", "rider", "card", "quote");

  private RideIds() {}

  static Object value(String name, UUID ride) {
    if (name.equals("event")) return UUID.randomUUID();
    var number = NAMES.indexOf(name);
    if (number < 0) throw new IllegalArgumentException(name);
    return new UUID(ride.getMostSignificantBits(), ride.getLeastSignificantBits() ^ number);
  }
}
