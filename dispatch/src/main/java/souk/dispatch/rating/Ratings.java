package souk.dispatch.rating;

import jakarta.inject.Singleton;
import java.util.UUID;

/** How people stand with those they have met. */
@Singleton
public final class Ratings {
  private final ReputationRows reputations;
  private final RatingConfiguration configuration;

  Ratings(ReputationRows reputations, RatingConfiguration configuration) {
    this.reputations = reputations;
    this.configuration = configuration;
  }

  /** What somebody is thought of as a rider or as a driver; the assumption when nobody has said. */
  public Reputation of(UUID person, Party party) {
    return reputations.find(person, party.name()).map(this::reputation).orElseGet(this::unrated);
  }

  private Reputation unrated() {
    return Reputation.of(configuration, 0, 0, 0);
  }

  private Reputation reputation(ReputationRow row) {
    return Reputation.of(configuration, row.ratings(), row.weight(), row.weightedStars());
  }
}
