package souk.platform.identity.account;

import java.util.UUID;
import souk.platform.identity.password.PasswordHash;

/**
 * An account of the built-in issuer.
 *
 * @param id of the person
 * @param passwordVersion rises with every reset
 */
public record Account(
    UUID id,
    EmailAddress email,
    PasswordHash password,
    int passwordVersion,
    boolean emailVerified) {}
