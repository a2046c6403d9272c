package souk.booking.stay.hotel;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * A hotel as it is offered.
 *
 * @param zone the clock on its walls, which its nights and rules go by
 * @param stars 0 for none
 * @param photos where they are
 * @param taxBasisPoints on all nights, in hundredths of a percent
 * @param cityTax for each adult and night
 */
public record Hotel(
    UUID id,
    UUID hostId,
    String cityId,
    Facts facts,
    ZoneId zone,
    Currency currency,
    int taxBasisPoints,
    Money cityTax,
    Instant createdAt) {

  /** What a guest wants to know. */
  @Introspected
  public record Facts(
      String name,
      String description,
      Point place,
      int stars,
      List<String> amenities,
      List<String> photos,
      LocalTime checkIn,
      LocalTime checkOut) {
    public Facts {
      amenities = List.copyOf(amenities);
      photos = List.copyOf(photos);
    }
  }

  /** From when on a guest may come who arrives on that day. */
  public ZonedDateTime checkIn(LocalDate arrival) {
    return arrival.atTime(facts.checkIn).atZone(zone);
  }

  /** By when a guest is gone who departs on that day. */
  public ZonedDateTime checkOut(LocalDate departure) {
    return departure.atTime(facts.checkOut).atZone(zone);
  }

  /** Which day it is there. */
  public LocalDate today(Instant now) {
    return now.atZone(zone).toLocalDate();
  }
}
