package souk.dispatch.destination;

/** Where a proposal stands; all but the first are its ends. */
public enum ProposalStatus {
  /** The driver is asked. */
  OPEN,
  /** He agreed: the trip goes there. */
  ACCEPTED,
  /** He did not. */
  DECLINED,
  /** His time was over. */
  EXPIRED,
  /** The rider took it back. */
  WITHDRAWN,
  /** The trip ended, or is no longer this driver's. */
  LAPSED;

  /** The type of the event that tells of it, such as {@code destination.declined}. */
  String eventType() {
    return switch (this) {
      case OPEN -> "destination.proposed";
      case ACCEPTED -> "destination.accepted";
      case DECLINED -> "destination.declined";
      case EXPIRED -> "destination.expired";
      case WITHDRAWN -> "destination.withdrawn";
      case LAPSED -> "destination.lapsed";
    };
  }
}
