package souk.server.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;

/** What the invariants say now. */
@Introspected
public record AuditReport(String verdict, Instant at, List<Finding> rules) {

  /** One rule, and what breaks it; more than {@link Auditor#BREACHES_MAX} are cut off. */
  @Introspected
  public record Finding(
      String rule, String description, long graceS, long checkedMs, List<Breach> breaches) {}

  @Introspected
  public record Breach(String subject, String detail) {}

  static AuditReport of(Instant at, List<Finding> rules) {
    var clean = rules.stream().allMatch(rule -> rule.breaches().isEmpty());
    return new AuditReport(clean ? "clean" : "breach", at, rules);
  }
}
