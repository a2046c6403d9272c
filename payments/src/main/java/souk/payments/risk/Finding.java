package souk.payments.risk;

import io.micronaut.core.annotation.Introspected;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one rule said of one payment.
 *
 * @param fact what it found; null when that was not known
 */
@Introspected
record Finding(
    String rule, int version, RiskRule.Mode mode, @Nullable Long fact, RiskVerdict verdict) {
  /** The rule that operators' own list is. */
  static final String LISTED = "listed";

  static Finding of(RiskRule rule, OptionalLong found) {
    var fact = found.isPresent() ? (Long) found.getAsLong() : null;
    return new Finding(rule.name(), rule.version(), rule.mode(), fact, verdict(rule, fact));
  }

  static Finding listed() {
    return new Finding(LISTED, 1, RiskRule.Mode.ENFORCED, 1L, RiskVerdict.BLOCK);
  }

  private static RiskVerdict verdict(RiskRule rule, @Nullable Long fact) {
    if (fact == null) return rule.ifUnknown();
    return fact > limit(rule.terms()) ? rule.verdict() : RiskVerdict.ALLOW;
  }

  private static long limit(RuleTerms terms) {
    return switch (terms) {
      case RuleTerms.Velocity velocity -> velocity.most();
      case RuleTerms.CountryMismatch _, RuleTerms.NewAccount _ -> 0;
    };
  }
}
