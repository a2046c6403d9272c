package souk.platform.identity.password;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What a hash costs. The defaults are OWASP's; a raised cost holds for new passwords at once and
 * for old ones from their next sign-in on.
 */
@ConfigurationProperties("souk.identity.password")
public interface PasswordConfiguration {
  @Bindable(defaultValue = "19456")
  int getMemoryKib();

  @Bindable(defaultValue = "2")
  int getIterations();

  @Bindable(defaultValue = "1")
  int getParallelism();

  /** How many hashes may wait for a thread; beyond that the answer is 503. */
  @Bindable(defaultValue = "32")
  int getQueue();

  default Argon2Cost cost() {
    return new Argon2Cost(getMemoryKib(), getIterations(), getParallelism());
  }
}
