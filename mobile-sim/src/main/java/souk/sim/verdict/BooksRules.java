package souk.sim.verdict;

import java.util.List;
import souk.sim.verdict.Rule.Finding;

/** Every cent of a ride is where it belongs in the end, as the provider has it, too. */
final class BooksRules {
  private BooksRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "ride_money_is_explained",
            history ->
                history.books().unexplained().entrySet().stream()
                    .map(ride -> new Finding(ride.getKey(), ride.getValue()))),
        new Rule(
            "drivers_are_paid",
            history ->
                history.books().unpaid().entrySet().stream()
                    .map(driver -> new Finding(driver.getKey().name(), driver.getValue()))),
        new Rule(
            "trial_balance_is_zero",
            history ->
                history.books().unbalanced().stream().map(sums -> new Finding("ledger", sums))),
        new Rule(
            "statement_agrees",
            history ->
                history.books().different().entrySet().stream()
                    .map(thing -> new Finding(thing.getKey(), thing.getValue()))));
  }
}
