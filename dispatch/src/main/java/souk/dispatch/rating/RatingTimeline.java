package souk.dispatch.rating;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** What the parties of a trip thought of each other. */
@Singleton
final class RatingTimeline implements TimelineSource {
  private final RatingRows rows;

  RatingTimeline(RatingRows rows) {
    this.rows = rows;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return rows.ofTrip(order).stream().map(RatingRow::rating).map(RatingTimeline::entry).toList();
  }

  private static TimelineEntry entry(Rating rating) {
    return new TimelineEntry(
        rating.at(),
        Source.DISPATCH,
        "rating.given",
        rater(rating),
        rating.stars() + " of 5 stars",
        0,
        Map.of("stars", rating.stars(), "rated_by", rating.by()));
  }

  private static Actor rater(Rating rating) {
    return switch (rating.by()) {
      case RIDER -> Actor.rider(rating.rater());
      case DRIVER -> Actor.driver(rating.rater());
    };
  }
}
