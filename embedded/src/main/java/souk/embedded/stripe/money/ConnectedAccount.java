package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payee's account at Stripe.
 *
 * @param express Stripe asks the payee itself for its bank; in the twin it always gives a good one
 * @param transfers whether it may receive transfers
 * @param payouts whether it may be paid out, once it has a bank account
 * @param banks its bank accounts, the preferred of each currency first
 */
public record ConnectedAccount(
    String id,
    Instant createdAt,
    String country,
    String currency,
    boolean express,
    @Nullable String email,
    @Nullable String businessType,
    Right transfers,
    boolean payouts,
    List<BankAccount> banks,
    Map<String, String> metadata)
    implements Recorded {
  /** What stands between an account and the platform's transfers. */
  public enum Right {
    ACTIVE,
    /** Nobody asked for the capability. */
    UNREQUESTED,
    /** The payee has not given yet what Stripe wants to know. */
    INCOMPLETE,
    /** Stripe has taken it away. */
    FORBIDDEN
  }

  public ConnectedAccount {
    banks = List.copyOf(banks);
    metadata = Map.copyOf(metadata);
  }

  @Override
  public String owner() {
    return id;
  }

  /** Its holder has given what Stripe wanted to know. */
  public boolean hasGivenAll() {
    return transfers != Right.INCOMPLETE;
  }

  /** What Stripe wants of its holder now. */
  public List<String> due() {
    return switch (transfers) {
      case ACTIVE, UNREQUESTED -> List.of();
      case INCOMPLETE ->
          List.of(
              "individual.address.line1",
              "individual.dob.day",
              "individual.first_name",
              "tos_acceptance.date");
      case FORBIDDEN -> List.of("individual.verification.document");
    };
  }

  /** Stripe lets money go from it to a bank. */
  public boolean mayPayOut() {
    return payouts && hasGivenAll();
  }

  /** It can be paid out. */
  public boolean canBePaidOut() {
    return mayPayOut() && (express || !banks.isEmpty());
  }

  /** The bank account of that id, or the preferred one of the currency. */
  public Optional<BankAccount> bank(@Nullable String bank, String currency) {
    return banks.stream()
        .filter(b -> bank == null ? b.currency().equals(currency) : b.id().equals(bank))
        .findFirst();
  }

  /** The same, allowed or forbidden to receive transfers and payouts. */
  public ConnectedAccount allowed(Right newTransfers, boolean newPayouts) {
    return new ConnectedAccount(
        id,
        createdAt,
        country,
        currency,
        express,
        email,
        businessType,
        newTransfers,
        newPayouts,
        banks,
        metadata);
  }

  /** The same with one more bank account, preferred if that is wanted. */
  public ConnectedAccount with(BankAccount bank, boolean preferred) {
    var one = Stream.of(bank);
    var more = preferred ? Stream.concat(one, banks.stream()) : Stream.concat(banks.stream(), one);
    return new ConnectedAccount(
        id,
        createdAt,
        country,
        currency,
        express,
        email,
        businessType,
        transfers,
        payouts,
        more.toList(),
        metadata);
  }
}
