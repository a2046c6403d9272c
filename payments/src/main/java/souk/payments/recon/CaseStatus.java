package souk.payments.recon;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where a case stands. */
@Schema(name = "ReconciliationCaseStatus")
public enum CaseStatus {
  /** Somebody has to look. */
  OPEN,
  /** An operator wants to post so much that another one has to agree. */
  AWAITING_APPROVAL,
  /** The end: operators have explained or corrected it. */
  RESOLVED,
  /** The end: the missing side came, before anybody did anything. */
  CLOSED
}
