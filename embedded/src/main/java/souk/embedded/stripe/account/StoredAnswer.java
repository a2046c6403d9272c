package souk.embedded.stripe.account;

import java.time.Instant;

/**
 * The answer to the first request with a key.
 *
 * @param fingerprint of method, path and parameters, to tell a replay from a mistake
 */
public record StoredAnswer(
    String fingerprint, int status, String body, String requestId, Instant at) {}
