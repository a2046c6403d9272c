package souk.sim.verdict;

import java.util.List;
import java.util.stream.Stream;

/** Something that must hold in every history; a pure function of it. */
record Rule(String name, Check check) {

  /** Finds where a rule is broken. */
  interface Check {
    Stream<Finding> of(History history);
  }

  /** Where a rule is broken. */
  record Finding(String subject, String detail) {
    Finding(Object subject, String detail) {
      this(subject.toString(), detail);
    }
  }

  List<Breach> breaches(History history) {
    return check
        .of(history)
        .map(finding -> new Breach(name, finding.subject, finding.detail))
        .distinct()
        .toList();
  }
}
