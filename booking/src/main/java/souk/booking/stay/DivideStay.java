package souk.booking.stay;

import jakarta.inject.Singleton;
import souk.booking.stay.StayState.CheckedIn;

/** The money of a stay becomes its hotel's, ours and the city's: once, whoever asks how often. */
@Singleton
final class DivideStay {
  private final VisitRows rows;
  private final Stays stays;
  private final StayNews news;

  DivideStay(VisitRows rows, Stays stays, StayNews news) {
    this.rows = rows;
    this.stays = stays;
    this.news = news;
  }

  /**
   * Of one that is over, or whose guest has been here for long enough; any other stays as it is. It
   * is locked.
   */
  Stay divide(Stay stay) {
    var isDue = stay.isOver() || stay.state() instanceof CheckedIn;
    if (!isDue || stay.kept().minor() == 0) return stay;
    var divided = rows.divide(stay.id()).stream().findFirst().map(stays::stay);
    divided.ifPresent(news::divide);
    return divided.orElse(stay);
  }
}
