package souk.payments.vault;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Optional;

/** How the vault is used; nothing of it is needed where the provider keeps all numbers. */
@ConfigurationProperties("souk.vault")
public interface VaultConfiguration {
  /** Whether numbers are taken at all: only for a provider without tokens of its own. */
  @Bindable(defaultValue = "false")
  boolean isNumbers();

  /**
   * The key that wraps data keys, as a key service names it, such as {@code aws-kms://…}. Without
   * it, the keys are made in {@code souk.keys-dir}.
   */
  Optional<String> getKeyUri();

  /** How many numbers may be opened in a minute, by all processes together. */
  @Bindable(defaultValue = "1200")
  int getOpenedPerMinute();

  /** How often the number behind one token may be opened in a minute. */
  @Bindable(defaultValue = "20")
  int getOpenedPerMinuteAndToken();

  /** How many numbers one person may register, or try to, in a minute. */
  @Bindable(defaultValue = "5")
  int getNumbersPerMinuteAndPerson();
}
