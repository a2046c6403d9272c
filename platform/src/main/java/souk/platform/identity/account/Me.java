package souk.platform.identity.account;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;

/**
 * A person as the person sees it.
 *
 * @param email absent for persons of other issuers
 */
@Introspected
record Me(UUID id, @Nullable String email, String name, List<Role> roles, boolean emailVerified) {}
