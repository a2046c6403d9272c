package souk.platform.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Hears in every process, within 5 s, that a person has signed out everywhere or reset the
 * password. Offered as a bean, for what lives longer than a request.
 */
public interface RevocationListener {
  /**
   * Tokens of the person issued before the instant no longer hold. May be told more than once, and
   * on start-up for what happened during the last day.
   */
  void revoked(UUID person, Instant issuedBefore);
}
