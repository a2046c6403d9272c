package souk.booking.stay.calendar;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import souk.platform.problem.Problem;

/**
 * The nights from a day of arrival to a day of departure, which is no night of it: on that day the
 * next guest may arrive.
 */
@Introspected
public record Span(LocalDate arrival, LocalDate departure) {
  /**
   * @throws IllegalArgumentException for less than a night
   */
  public Span {
    if (!arrival.isBefore(departure)) {
      throw new IllegalArgumentException("departure must be after arrival");
    }
  }

  /**
   * The span that somebody asks for.
   *
   * @throws Problem 400 {@code malformed}, with the field, for less than a night or another age;
   *     the database's calendar ends before Java's
   */
  public static Span asked(LocalDate arrival, LocalDate departure) {
    if (arrival.getYear() < 2000 || arrival.getYear() > 2999) {
      throw Problem.malformed("malformed", "arrival: must be of this age");
    }
    if (!arrival.isBefore(departure)) {
      throw Problem.malformed("malformed", "departure: must be after arrival");
    }
    if (departure.getYear() > 2999) {
      throw Problem.malformed("malformed", "departure: must be of this age");
    }
    return new Span(arrival, departure);
  }

  public List<LocalDate> nights() {
    return arrival.datesUntil(departure).toList();
  }

  public int length() {
    return Math.toIntExact(ChronoUnit.DAYS.between(arrival, departure));
  }

  /** As many nights, so many days later; earlier for a negative number. */
  public Span later(int days) {
    return new Span(arrival.plusDays(days), departure.plusDays(days));
  }
}
