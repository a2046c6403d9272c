package souk.payments.recon;

import io.swagger.v3.oas.annotations.media.Schema;

/** What an operator can do about a case. */
@Schema(name = "ReconciliationAction")
public enum CaseAction {
  /** The difference is understood and stays; nothing is posted. */
  EXPLAIN,
  /** The difference is posted against {@code recon:suspense}, where it shows with its age. */
  CORRECT,
  /** What a case has posted of this thing is told by another since: it is taken back whole. */
  REVERSE
}
