package souk.sim.verdict;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.sim.plan.Person;

/**
 * What the money looks like once it has had its time.
 *
 * @param unexplained settled rides whose money is not at its end, with what is said of it
 * @param unpaid drivers who wait for their money, with what is said of it
 * @param unbalanced what the ledger does not sum to zero in, if anything
 * @param different what the ledger and the provider's statement say differently, by its name there
 * @param explained how many rides' money is at its end
 * @param payouts how many payouts have reached their drivers
 * @param daysSettled how many days were compared with the provider's statement, to their end
 */
public record Books(
    Map<UUID, String> unexplained,
    Map<Person, String> unpaid,
    List<String> unbalanced,
    Map<String, String> different,
    long explained,
    long payouts,
    long daysSettled) {
  /** Nobody has asked. */
  public static final Books NOT_ASKED = new Books(Map.of(), Map.of(), List.of(), Map.of(), 0, 0, 0);
}
