package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider wants of payees, and its own pages where they give it. As with {@link Psp} no
 * database connection may be in hand.
 */
public interface PspPayees {
  /**
   * A page of the provider's, for the payee alone and to be opened once.
   *
   * @param expiresAt null where the provider does not say
   */
  record Link(String url, @Nullable Instant expiresAt) {}

  /** How the account stands now. */
  Lookup<PspStanding> standing(String account);

  /** Where he gives what the provider wants of him. */
  PspOutcome<Link> detailsLink(PspKey key, String account);

  /** Where he sees his account, and changes what he gave; only for one who gave what was needed. */
  PspOutcome<Link> accountLink(PspKey key, String account);
}
