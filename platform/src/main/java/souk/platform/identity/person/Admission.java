package souk.platform.identity.person;

import java.time.Instant;
import souk.platform.identity.Person;

/**
 * A person who may have tokens now.
 *
 * @param issuedAt the instant these tokens must carry, in whole seconds: not before the last
 *     revocation, even within its second
 * @param revokedBefore sessions whose latest token is older have ended
 */
public record Admission(Person person, Instant issuedAt, Instant revokedBefore) {}
