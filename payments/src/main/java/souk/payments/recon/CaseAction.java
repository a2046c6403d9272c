package souk.payments.recon;

import io.swagger.v3.oas.annotations.media.Schema;

/** What an operator can do about a case. */
@Schema(name = "ReconciliationAction")
public enum CaseAction {
  /** The difference is understood and stays; nothing is posted. */
  EXPLAIN,
  /** The difference is posted against {@code recon:suspense}, where it shows with its age. */
  CORRECT,
  /** A journal of this thing was wrong, or is told by another one since: it is taken back whole. */
  REVERSE
}
