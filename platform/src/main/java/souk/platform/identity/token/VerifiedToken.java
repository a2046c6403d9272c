package souk.platform.identity.token;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.HashMap;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.identity.TokenTimes;

/** A token whose signature and claims were found good; whether it holds now is asked each time. */
record VerifiedToken(Person person, TokenTimes times) {
  boolean isOver(Instant now) {
    return now.isAfter(times.expiresAt().plus(Issuer.SKEW));
  }

  Authentication authentication() {
    var attributes = new HashMap<>(times.attributes());
    attributes.put("name", person.name());
    var roles = person.roles().stream().map(Role::name).toList();
    return Authentication.build(person.id().toString(), roles, attributes);
  }
}
