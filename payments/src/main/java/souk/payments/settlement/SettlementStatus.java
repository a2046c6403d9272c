package souk.payments.settlement;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where a day's settlement stands; {@link #after} is the one table of its moves. */
@Schema(name = "SettlementStatus")
public enum SettlementStatus {
  /** The day is not over, or the provider may still write its last movements. */
  DUE,
  /** The statement is read, page by page. */
  FETCHING,
  /** Fees, and money that became available, are posted. */
  POSTING,
  /** What both sides say is compared. */
  MATCHING,
  /** Everything is compared; some of the money is not available yet. */
  AWAITING_FUNDS,
  /** The end: all of the day's money has been posted as available. */
  SETTLED;

  /** What can happen to it. */
  enum Event {
    DAY_OVER,
    ALL_FETCHED,
    ALL_POSTED,
    ALL_COMPARED,
    ALL_AVAILABLE
  }

  /** The next state; the same when the event does not belong to this one. */
  SettlementStatus after(Event event) {
    return switch (this) {
      case DUE -> event == Event.DAY_OVER ? FETCHING : this;
      case FETCHING -> event == Event.ALL_FETCHED ? POSTING : this;
      case POSTING -> event == Event.ALL_POSTED ? MATCHING : this;
      case MATCHING -> event == Event.ALL_COMPARED ? AWAITING_FUNDS : this;
      case AWAITING_FUNDS -> event == Event.ALL_AVAILABLE ? SETTLED : this;
      case SETTLED -> this;
    };
  }
}
