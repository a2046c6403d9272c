package souk.sim.verdict;

import java.util.List;
import java.util.stream.Stream;

/** Compares what phones were told with what the server says in the end. */
public final class Reconciliation {
  private static final List<Rule> RULES =
      Stream.of(
              RideRules.all(),
              BookingRules.all(),
              MoneyRules.all(),
              BooksRules.all(),
              DriverRules.all(),
              FleetRules.all(),
              TapRules.all(),
              DetourRules.all(),
              PhoneRules.all())
          .flatMap(List::stream)
          .toList();

  private Reconciliation() {}

  /** The names of all rules. */
  public static List<String> rules() {
    return RULES.stream().map(Rule::name).toList();
  }

  /** Every broken promise of a run. */
  public static List<Breach> breaches(History history) {
    return RULES.stream().flatMap(rule -> rule.breaches(history).stream()).toList();
  }
}
