package souk.booking.stay.ical;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;

/** Fetches the calendars of others that are due, whoever registered them. */
@Singleton
final class FetchCalendars implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** More than all that are claimed together may take. */
  private static final long LEASE_SECONDS = 300;

  private static final int AT_ONCE = 4;

  private final DueWork<FeedRow> work;
  private final OutsideCalendars outside;
  private final TakeCalendar takeCalendar;

  FetchCalendars(FeedRows rows, OutsideCalendars outside, TakeCalendar takeCalendar) {
    this.outside = outside;
    this.takeCalendar = takeCalendar;
    this.work =
        new DueWork<>(
            "calendar feed",
            AT_ONCE,
            limit -> rows.claimDue(LEASE_SECONDS, limit),
            FeedRow::id,
            this::look);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("calendar-feeds", PAUSE, this::pass));
  }

  void pass() {
    work.pass();
  }

  private void look(FeedRow feed) {
    switch (outside.fetch(Objects.requireNonNull(feed.url()), takeCalendar.known(feed))) {
      case OutsideCalendars.Answer.Body body -> take(feed, body);
      case OutsideCalendars.Answer.Unchanged() -> takeCalendar.takeAgain(feed);
      case OutsideCalendars.Answer.Failed(var code, var detail) ->
          takeCalendar.failed(feed.id(), code, detail);
    }
  }

  private void take(FeedRow feed, OutsideCalendars.Answer.Body body) {
    try {
      takeCalendar.take(feed, body.text(), body.etag());
    } catch (UnreadableCalendar unreadable) {
      takeCalendar.failed(feed.id(), unreadable.code(), unreadable.detail());
    }
  }
}
