package souk.dispatch.rating;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;

/** How people stand with those they have met. */
@Singleton
public final class Ratings {
  /** Far below the number of parameters one statement may have. */
  private static final int AT_ONCE = 1_000;

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

  /** The same of many; who has no ratings is not among them and stands as {@link #unrated}. */
  public Map<UUID, Reputation> of(Collection<UUID> persons, Party party) {
    return persons.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .flatMap(some -> reputations.ofAll(some, party.name()).stream())
        .collect(toUnmodifiableMap(ReputationRow::personId, this::reputation));
  }

  /** What is assumed of somebody without ratings. */
  public Reputation unrated() {
    return Reputation.of(configuration, 0, 0, 0);
  }

  private Reputation reputation(ReputationRow row) {
    return Reputation.of(configuration, row.ratings(), row.weight(), row.weightedStars());
  }
}
