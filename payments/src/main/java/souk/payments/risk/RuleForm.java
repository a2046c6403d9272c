package souk.payments.risk;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import souk.payments.risk.RuleTerms.Against;
import souk.payments.risk.RuleTerms.CountryMismatch;
import souk.payments.risk.RuleTerms.Measure;
import souk.payments.risk.RuleTerms.NewAccount;
import souk.payments.risk.RuleTerms.Subject;
import souk.payments.risk.RuleTerms.Velocity;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * A rule's terms as they are written down; which fields are needed depends on the kind.
 *
 * @param windowSeconds at most thirty days
 * @param amountMinor with the currency: what is small, or what is much
 */
@Introspected
record RuleForm(
    @NotNull Kind kind,
    @Nullable Measure measure,
    @Nullable Subject by,
    @Nullable Against against,
    @Nullable Long windowSeconds,
    @Nullable Long most,
    @Nullable Long amountMinor,
    @Nullable String currency) {
  private static final long WINDOW_MAX = Duration.ofDays(30).toSeconds();

  /** Which of the terms it is. */
  enum Kind {
    VELOCITY,
    COUNTRY_MISMATCH,
    NEW_ACCOUNT
  }

  /**
   * @throws Problem 422 {@code rule_incomplete} when something is missing or cannot be meant
   */
  RuleTerms terms() {
    return switch (kind) {
      case VELOCITY -> velocity();
      case COUNTRY_MISMATCH -> new CountryMismatch(given(against, "against"));
      case NEW_ACCOUNT -> new NewAccount(window(), amount());
    };
  }

  private Velocity velocity() {
    var counted = given(measure, "measure");
    var limit = given(most, "most");
    if (limit < 1 || limit > RiskFacts.COUNT_MAX) {
      throw incomplete("most is between 1 and " + RiskFacts.COUNT_MAX);
    }
    return new Velocity(
        counted,
        given(by, "by"),
        window(),
        limit,
        counted == Measure.SMALL_ATTEMPTS ? amount() : null);
  }

  private Duration window() {
    var seconds = given(windowSeconds, "window_seconds");
    if (seconds < 1 || seconds > WINDOW_MAX) {
      throw incomplete("window_seconds is between 1 and " + WINDOW_MAX);
    }
    return Duration.ofSeconds(seconds);
  }

  private Money amount() {
    var minor = given(amountMinor, "amount_minor");
    if (minor < 1) throw incomplete("amount_minor is more than zero");
    try {
      return new Money(minor, Currency.getInstance(given(currency, "currency")));
    } catch (IllegalArgumentException unknown) {
      throw incomplete("currency is a code of ISO 4217");
    }
  }

  private <T> T given(@Nullable T value, String field) {
    if (value == null) throw incomplete("a rule of the kind " + kind + " needs " + field);
    return value;
  }

  private static Problem incomplete(String detail) {
    return Problem.refused("rule_incomplete", detail);
  }
}
