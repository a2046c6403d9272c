package souk.payments.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What legs may have been posted as, seen from the entries that they became. A leg with a shortfall
 * leaves one entry or two, and the ledger does not keep which of them it was told as: what a payee
 * gives and has not, he owes; what he gets first pays what he owes.
 */
final class Shortfalls {
  private static final List<Entry<AccountKind, AccountKind>> PAIRS =
      List.of(
          Map.entry(AccountKind.PAYEE_PAYABLE, AccountKind.PAYEE_RECEIVABLE),
          Map.entry(AccountKind.TIPS, AccountKind.PAYEE_RECEIVABLE),
          Map.entry(AccountKind.PAYEE_RECEIVABLE, AccountKind.PAYEE_PAYABLE));

  private Shortfalls() {}

  /** All of them, the legs as they are first: few, for a journal has one payee or two. */
  static List<List<Leg>> readings(List<Leg> legs) {
    var readings = List.of(legs);
    for (var payee : payees(legs)) {
      readings =
          readings.stream()
              .flatMap(reading -> Stream.concat(Stream.of(reading), merged(reading, payee)))
              .toList();
    }
    return readings;
  }

  /** One account of each payee and currency. */
  private static Set<Account> payees(List<Leg> legs) {
    var payees = new LinkedHashSet<Account>();
    for (var leg : legs) {
      var account = leg.account();
      if (PAIRS.stream().anyMatch(pair -> pair.getKey() == account.kind())) {
        payees.add(sibling(account, AccountKind.PAYEE_PAYABLE));
      }
    }
    return payees;
  }

  private static Stream<List<Leg>> merged(List<Leg> legs, Account payee) {
    return PAIRS.stream()
        .map(pair -> merged(legs, sibling(payee, pair.getKey()), sibling(payee, pair.getValue())))
        .flatMap(Optional::stream);
  }

  /** As if one leg of the first account had become the entries of both. */
  private static Optional<List<Leg>> merged(List<Leg> legs, Account first, Account other) {
    var borne = Stream.of(of(legs, first), of(legs, other)).filter(Objects::nonNull).toList();
    if (borne.stream().map(Leg::side).distinct().count() != 1) return Optional.empty();
    var amount = borne.stream().map(Leg::amount).reduce(Money::plus);
    var reading = new ArrayList<>(legs);
    reading.removeAll(borne);
    reading.add(new Leg(first, borne.getFirst().side(), amount.orElseThrow(), other));
    return Optional.of(reading);
  }

  private static @Nullable Leg of(List<Leg> legs, Account account) {
    return legs.stream().filter(leg -> leg.account().equals(account)).findFirst().orElse(null);
  }

  private static Account sibling(Account account, AccountKind kind) {
    return new Account(kind, account.owner(), account.currency());
  }
}
