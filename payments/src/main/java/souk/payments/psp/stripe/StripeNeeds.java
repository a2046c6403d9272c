package souk.payments.psp.stripe;

import com.stripe.model.Account;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayeeNeed;
import souk.payments.psp.PspStanding;

/** What Stripe's account object says about a payee. */
final class StripeNeeds {
  private static final String ACTIVE = "active";

  private StripeNeeds() {}

  static PspStanding standing(Account account) {
    var capabilities = account.getCapabilities();
    var transfers = capabilities != null && ACTIVE.equals(capabilities.getTransfers());
    var payouts = Boolean.TRUE.equals(account.getPayoutsEnabled());
    return new PspStanding(transfers, payouts, needs(account, transfers && payouts));
  }

  private static Set<PayeeNeed> needs(Account account, boolean able) {
    var requirements = account.getRequirements();
    var why = requirements == null ? null : requirements.getDisabledReason();
    if (why != null && why.startsWith("rejected")) return Set.of(PayeeNeed.NOT_ACCEPTED);
    var needs = EnumSet.noneOf(PayeeNeed.class);
    if (requirements != null) {
      Stream.of(requirements.getCurrentlyDue(), requirements.getPastDue())
          .flatMap(StripeNeeds::all)
          .map(StripeNeeds::need)
          .forEach(needs::add);
    }
    if (needs.isEmpty() && !able) needs.add(PayeeNeed.CHECK);
    return needs;
  }

  private static Stream<String> all(@Nullable Collection<String> due) {
    return Optional.ofNullable(due).stream().flatMap(Collection::stream);
  }

  /** Stripe names the field that is missing, such as {@code individual.address.city}. */
  static PayeeNeed need(String field) {
    if (field.startsWith("tos_acceptance")) return PayeeNeed.TERMS;
    if (field.contains("external_account")) return PayeeNeed.BANK;
    if (field.contains("verification") || field.contains("document")) return PayeeNeed.DOCUMENT;
    if (field.contains("address")) return PayeeNeed.ADDRESS;
    if (field.contains("id_number") || field.contains("ssn") || field.contains("tax_id")) {
      return PayeeNeed.TAX_NUMBER;
    }
    return switch (field.split("[._]", 2)[0]) {
      case "business", "company" -> PayeeNeed.BUSINESS;
      case "individual", "person", "representative", "owners", "directors", "executives" ->
          PayeeNeed.PERSON;
      default -> PayeeNeed.OTHER;
    };
  }
}
