package souk.payments.psp;

import java.util.UUID;

/**
 * A provider that keeps payers, and their cards for more than one payment. Otherwise as {@link
 * Psp}.
 */
public interface PspCustomers {
  /** Makes a customer for a payer; answers the provider's id of it. */
  PspOutcome<String> create(PspKey key, UUID payerId);

  /**
   * The customer that a request for this payer left behind, if it left one. What was made a minute
   * ago may not be found yet.
   */
  Lookup<String> find(UUID payerId);

  /** Whose customer it is; absent when it is no payer's of ours. */
  Lookup<UUID> payer(String customer);

  /**
   * Makes a card a customer's, to be charged again and again; answers it as it is charged from then
   * on. REJECTED when it is another's, or was used up; DECLINED when its issuer says no.
   */
  PspOutcome<PspCard> attach(PspKey key, String paymentMethod, String customer);
}
