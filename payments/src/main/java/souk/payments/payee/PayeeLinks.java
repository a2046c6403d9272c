package souk.payments.payee;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayees;
import souk.payments.psp.PspPayees.Link;
import souk.platform.problem.Problem;

/** Leads payees to the provider's pages about them. */
@Singleton
final class PayeeLinks {
  private final Payees payees;
  private final PspPayees psp;

  PayeeLinks(Payees payees, PspPayees psp) {
    this.payees = payees;
    this.psp = psp;
  }

  /** What the page is for. */
  enum Purpose {
    /** To give what the provider wants of him. */
    DETAILS,
    /** To see his account at the provider. */
    ACCOUNT
  }

  /**
   * A page of the provider's, for the payee alone and to be opened once.
   *
   * @param expiresAt until when it opens; null where the provider does not say
   */
  @Introspected
  @Schema(name = "PayeeLink")
  record PageLink(Purpose purpose, String url, @Nullable Instant expiresAt) {}

  /**
   * Asks the provider for a new one, so it must not be called in a transaction.
   *
   * @throws Problem 404, 409 {@code account_opening} for one who has no account yet, 422 {@code
   *     page_refused} when the provider has no page for him, 503 when it does not answer
   */
  PageLink fresh(Earner earner) {
    var payee = payees.find(earner).orElseThrow(() -> Problem.notFound("payee yet: ask to be one"));
    var account = payee.pspAccount();
    if (account == null) {
      throw Problem.conflict(
          "account_opening", "Your account at the payment provider is being opened; try again.");
    }
    // nobody asks for the same link twice: it opens once
    var key = PspKey.of(earner.id(), "link-" + UUID.randomUUID(), 1);
    return payee.status().wantsDetails()
        ? page(Purpose.DETAILS, psp.detailsLink(key, account))
        : page(Purpose.ACCOUNT, psp.accountLink(key, account));
  }

  private static PageLink page(Purpose purpose, PspOutcome<Link> answer) {
    return switch (answer) {
      case PspOutcome.Succeeded<Link>(var link) ->
          new PageLink(purpose, link.url(), link.expiresAt());
      case PspOutcome.Declined<Link> _, PspOutcome.Rejected<Link> _ ->
          throw Problem.refused(
              "page_refused", "The payment provider has no page for you just now: ask support.");
      case PspOutcome.Retryable<Link> _, PspOutcome.Unknown<Link> _ -> throw Payees.noAnswer();
    };
  }
}
