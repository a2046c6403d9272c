package souk.platform.identity.proof;

import java.util.Optional;
import java.util.UUID;

/** Who has an account with this address, if anybody. */
public interface Recipients {
  Optional<UUID> person(String email);
}
