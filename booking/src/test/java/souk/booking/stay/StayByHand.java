package souk.booking.stay;

import java.util.UUID;
import souk.booking.Site;

/** Rows put where only days and money would bring them. */
public final class StayByHand {
  private static final String PUT =
      """
      UPDATE booking.stay s
      SET status = wanted, phase = 'AT_REST', payment = 'CAPTURED', attempt = 1, card_id = s.id,
        held_until = held_at, confirmation = 'C' || s.id, confirmed_at = held_at,
        arrives_from = held_at, no_show_from = held_at, leave_by = held_at,
        checked_in_at = CASE WHEN wanted IN ('CHECKED_IN', 'CHECKED_OUT') THEN held_at END,
        divide_at = CASE WHEN wanted IN ('CHECKED_IN', 'CHECKED_OUT') THEN held_at END,
        slept_until = CASE WHEN wanted = 'CHECKED_OUT' THEN departure END,
        kept_minor = CASE WHEN wanted = 'CHECKED_OUT' THEN total_minor END,
        reason = CASE WHEN wanted = 'CANCELLED' THEN 'guest' END,
        ended_at = CASE WHEN wanted NOT IN ('HELD', 'PAYING', 'CONFIRMED', 'CHECKED_IN')
          THEN clock_timestamp() END
      FROM (SELECT CAST(? AS uuid) AS id, ? AS wanted) w
      WHERE s.id = w.id
      """;

  private StayByHand() {}

  /** As if it had come to this status, paid for. */
  public static void put(Site site, UUID stay, String status) {
    site.sql(PUT, stay, status);
  }
}
