package souk.platform.identity.attempt;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How often something may be tried. A network is an IPv4 address or the /64 of an IPv6 address.
 * Guesses at one account: {@code freeFailures} in a row, then a pause of {@code firstBlock} that
 * doubles with each further failure up to {@code longestBlock}. The rates admit a burst and then
 * one attempt per interval.
 */
@ConfigurationProperties("souk.identity.attempts")
public interface AttemptConfiguration {
  @Bindable(defaultValue = "5")
  int getFreeFailures();

  @Bindable(defaultValue = "30s")
  Duration getFirstBlock();

  @Bindable(defaultValue = "15m")
  Duration getLongestBlock();

  /** Failed sign-ins from one network, whatever the account. */
  @Bindable(defaultValue = "30")
  int getSignInBurst();

  @Bindable(defaultValue = "10s")
  Duration getSignInInterval();

  /** New accounts from one network. */
  @Bindable(defaultValue = "20")
  int getAccountBurst();

  @Bindable(defaultValue = "1m")
  Duration getAccountInterval();

  /** Letters that one network asks for. */
  @Bindable(defaultValue = "20")
  int getLetterBurst();

  @Bindable(defaultValue = "1m")
  Duration getLetterInterval();

  /** Letters to one address. */
  @Bindable(defaultValue = "3")
  int getMailboxBurst();

  @Bindable(defaultValue = "10m")
  Duration getMailboxInterval();

  /** One-time tokens that one network presents. */
  @Bindable(defaultValue = "30")
  int getTokenBurst();

  @Bindable(defaultValue = "10s")
  Duration getTokenInterval();

  default Rate signIns() {
    return new Rate("sign-in", getSignInBurst(), getSignInInterval());
  }

  default Rate newAccounts() {
    return new Rate("account", getAccountBurst(), getAccountInterval());
  }

  default Rate letters() {
    return new Rate("letter", getLetterBurst(), getLetterInterval());
  }

  default Rate mailbox() {
    return new Rate("mailbox", getMailboxBurst(), getMailboxInterval());
  }

  default Rate oneTimeTokens() {
    return new Rate("one-time-token", getTokenBurst(), getTokenInterval());
  }
}
