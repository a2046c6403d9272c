package souk.sim.view;

import java.util.List;

/** The server's own audit of its invariants. */
public record AuditView(String verdict, List<Rule> rules) {

  /** One invariant and where it is broken. */
  public record Rule(String rule, List<Finding> breaches) {}

  /** One place where an invariant is broken. */
  public record Finding(String subject, String detail) {}
}
