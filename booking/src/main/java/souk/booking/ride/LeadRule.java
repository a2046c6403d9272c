package souk.booking.ride;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.time.Duration;
import java.util.Optional;

/**
 * What configuration says of how long before a booked pick-up a driver is looked for, below {@code
 * souk.rides.scheduled.leads.<any name>}.
 *
 * @param name for messages only
 * @param city slug of the city the rule is for; without it, all
 * @param product slug of the product the rule is for; without it, all
 */
@EachProperty("souk.rides.scheduled.leads")
record LeadRule(
    @Parameter String name,
    Optional<String> city,
    Optional<String> product,
    Optional<Duration> lead) {

  /**
   * @throws IllegalArgumentException in one sentence, when it is for nothing or says nothing usable
   */
  LeadRule {
    if (city.isEmpty() && product.isEmpty()) {
      throw wrong(name, "is for no city and no product; souk.rides.scheduled.lead is for all.");
    }
    if (lead.filter(Leads::isUsable).isEmpty()) throw wrong(name, "needs a lead " + Leads.RANGE);
  }

  static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("souk.rides.scheduled.leads.%s %s".formatted(name, what));
  }
}
