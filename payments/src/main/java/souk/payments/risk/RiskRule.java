package souk.payments.risk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule.
 *
 * @param ifUnknown what it says when what it asks for is not known, or cannot be found out in time
 * @param movedAt since when it is in its mode
 */
record RiskRule(
    String name,
    int version,
    RuleForm form,
    RuleTerms terms,
    RiskVerdict verdict,
    RiskVerdict ifUnknown,
    Mode mode,
    @Nullable UUID madeBy,
    String reason,
    Instant createdAt,
    Instant movedAt) {

  /** Whether a rule counts. */
  enum Mode {
    /** It is asked and what it says is written down; nothing comes of it. */
    SHADOW,
    ENFORCED,
    RETIRED
  }

  boolean isEnforced() {
    return mode == Mode.ENFORCED;
  }
}
