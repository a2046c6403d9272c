package souk.booking.stay.ical;

/** A calendar of which nothing was taken, because part of it says nothing that can be relied on. */
final class UnreadableCalendar extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, as in problems
   * @param detail for the host, without anything out of the calendar
   */
  UnreadableCalendar(String code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
