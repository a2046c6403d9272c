package souk.booking.ride;

import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import souk.dispatch.Product;
import souk.dispatch.city.Cities;

/**
 * How long before a booked pick-up a driver is looked for: in a large city, or with a product of
 * which there are few, longer than elsewhere. Read when the process starts.
 */
@Context
final class Leads {
  /** A day ahead nobody knows whether he will drive. */
  private static final Duration LONGEST = Duration.ofDays(1);

  static final String RANGE = "of more than nothing and at most a day.";

  private final Duration usual;

  /** Nobody says which of two rules for one scope would count. */
  private final Map<Scope, LeadRule> rules = new HashMap<>();

  /** What a rule is for; empty means all. */
  private record Scope(Optional<String> city, Optional<String> product) {}

  /**
   * @throws IllegalArgumentException in one sentence, when a lead is out of range, a rule names a
   *     city that is not served or no product, or two rules are for the same
   */
  Leads(ScheduleConfiguration configuration, Collection<LeadRule> configured, Cities cities) {
    this.usual = configuration.getLead();
    if (!isUsable(usual)) {
      throw new IllegalArgumentException("souk.rides.scheduled.lead must be " + RANGE);
    }
    for (var rule : configured) {
      var before = rules.put(scope(rule, cities), rule);
      if (before != null) {
        throw LeadRule.wrong(rule.name(), "is for the same as " + before.name() + ".");
      }
    }
  }

  static boolean isUsable(Duration lead) {
    return lead.isPositive() && lead.compareTo(LONGEST) <= 0;
  }

  /** The particular before the general: city and product, the city, the product, everywhere. */
  Duration of(String city, String product) {
    return Stream.of(
            new Scope(Optional.of(city), Optional.of(product)),
            new Scope(Optional.of(city), Optional.empty()),
            new Scope(Optional.empty(), Optional.of(product)))
        .flatMap(scope -> Optional.ofNullable(rules.get(scope)).stream())
        .flatMap(rule -> rule.lead().stream())
        .findFirst()
        .orElse(usual);
  }

  private static Scope scope(LeadRule rule, Cities cities) {
    rule.city()
        .filter(slug -> !isServed(slug, cities))
        .ifPresent(slug -> {
          throw LeadRule.wrong(rule.name(), "names a city that is not served: " + slug);
        });
    rule.product()
        .filter(slug -> Product.of(slug).isEmpty())
        .ifPresent(slug -> {
          throw LeadRule.wrong(rule.name(), "names no product: " + slug);
        });
    return new Scope(rule.city(), rule.product());
  }

  private static boolean isServed(String slug, Cities cities) {
    return cities.all().stream().anyMatch(city -> city.id().slug().equals(slug));
  }
}
