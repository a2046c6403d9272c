package souk.sim.plan;

import java.time.Duration;
import java.util.Optional;
import souk.sim.road.Places;

/** What a rider and a driver draw about other destinations, each from streams of its own. */
public final class Detours {
  private static final Span AFTER = Span.ofMillis(500, 8_000);
  private static final Span WITHDRAWN_AFTER = Span.ofMillis(0, 3_000);
  private static final double WITHDRAW_SHARE = 0.15;
  private static final double AGREE_SHARE = 0.8;
  private static final double DECLINE_SHARE = 0.1;

  private final Streams streams;
  private final String person;
  private final double share;
  private final Places places;

  Detours(Streams streams, Person person, double share, Places places) {
    this.streams = streams;
    this.person = person.name();
    this.share = share;
    this.places = places;
  }

  /** What he comes to want on his n-th ride, from 0. */
  public Optional<Detour> of(int nth) {
    var random = streams.of(person, "detour/" + nth);
    if (random.nextDouble() >= share) return Optional.empty();
    var after = AFTER.draw(random);
    var place = places.anywhere(random);
    var regrets = random.nextDouble() < WITHDRAW_SHARE;
    Optional<Duration> withdrawn =
        regrets ? Optional.of(WITHDRAWN_AFTER.draw(random)) : Optional.empty();
    return Optional.of(new Detour(after, place, withdrawn));
  }

  /** What a driver does with the n-th other destination that he is asked about, from 0. */
  public OfferChoice.Decision answer(int n) {
    var luck = streams.of(person, "detour-answer/" + n).nextDouble();
    if (luck < AGREE_SHARE) return OfferChoice.Decision.ACCEPT;
    var declines = luck < AGREE_SHARE + DECLINE_SHARE;
    return declines ? OfferChoice.Decision.DECLINE : OfferChoice.Decision.IGNORE;
  }
}
