package souk.platform.audit;

import java.time.Duration;

/**
 * An invariant that its own SQL recomputes, never the application's code. Offered as a bean.
 *
 * @param name stable; alerts and reports refer to it
 * @param description what must be true, in one sentence
 * @param grace for how long live data may be on its way; the SQL takes it as {@code ?} (an interval
 *     in seconds: {@code ? * interval '1 s'}), exactly once
 * @param sql selects {@code subject} and {@code detail} of every breach
 */
public record AuditRule(String name, String description, Duration grace, String sql) {
  public AuditRule {
    if (sql.chars().filter(c -> c == '?').count() != 1) {
      throw new IllegalArgumentException(name + " must take its grace exactly once");
    }
  }
}
