package souk.dispatch.matching;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Gatherers.mapConcurrent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.dispatch.city.CityId;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.offer.ExpireOffers;
import souk.dispatch.offer.FreeNextJobs;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.EndSearches;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Pool;

/**
 * One look at a city: overdue offers end, then hopeless searches and next jobs that wait in vain,
 * then all waiting trips are matched with the free drivers together. Safe beside another round of
 * the same city: every offer is a transaction that checks both sides again.
 */
@Singleton
public final class Round {
  /** The most waiting trips that are read; the younger ones are seen once these are fewer. */
  private static final int WAITING_MAX = 2_000;

  /** No two share a driver or a trip, so none waits for another; half of the background's pool. */
  private static final int OFFERS_AT_ONCE = 6;

  private final ExpireOffers expireOffers;
  private final EndSearches endSearches;
  private final FreeNextJobs freeNextJobs;
  private final TripBook trips;
  private final Offers offers;
  private final SnapshotReader snapshots;
  private final Matcher matcher;
  private final MakeOffer makeOffer;
  private final DatabaseClock clock;
  private final Json json;
  private final RoundMetrics metrics;
  private final MatchingConfiguration configuration;

  Round(
      ExpireOffers expireOffers,
      EndSearches endSearches,
      FreeNextJobs freeNextJobs,
      TripBook trips,
      Offers offers,
      SnapshotReader snapshots,
      Matcher matcher,
      MakeOffer makeOffer,
      DatabaseClock clock,
      Json json,
      RoundMetrics metrics,
      MatchingConfiguration configuration) {
    this.expireOffers = expireOffers;
    this.endSearches = endSearches;
    this.freeNextJobs = freeNextJobs;
    this.trips = trips;
    this.offers = offers;
    this.snapshots = snapshots;
    this.matcher = matcher;
    this.makeOffer = makeOffer;
    this.clock = clock;
    this.json = json;
    this.metrics = metrics;
    this.configuration = configuration;
  }

  /** A round over every trip of the city that waits. */
  public void run(CityId city) {
    run(city, new Rest());
  }

  /**
   * A round over the waiting trips that do not rest.
   *
   * @return whether another round at once may match more
   */
  boolean run(CityId city, Rest rest) {
    var began = System.nanoTime();
    expireOffers.expire(city);
    endSearches.end(city);
    freeNextJobs.free(city);
    var awake = rest.awake(trips.waiting(city, WAITING_MAX), clock.now());
    var looked = first(awake, configuration.getTripsInRound());
    var contested = !looked.isEmpty() && match(city, looked, rest);
    metrics.ran(Duration.ofNanos(System.nanoTime() - began), looked.size());
    return contested || looked.size() < awake.size();
  }

  /** In a crowd, those that a driver gave back come before those that were requested earlier. */
  private List<Trip.Waiting> first(List<Trip.Waiting> awake, int limit) {
    if (awake.size() <= limit) return awake;
    var givenBack = offers.givenBack(awake.stream().map(Trip::id).toList());
    return awake.stream()
        .sorted(comparing((Trip.Waiting trip) -> !givenBack.contains(trip.id())))
        .limit(limit)
        .toList();
  }

  /** Answers whether offers were made and left other trips without the drivers they could have. */
  private boolean match(CityId city, List<Trip.Waiting> waiting, Rest rest) {
    var looked = System.nanoTime();
    var snapshot = snapshots.read(city, waiting, clock.now());
    var now = clock.now();
    var proposals = matcher.match(snapshot, now);
    var made =
        proposals.stream()
            .gather(mapConcurrent(OFFERS_AT_ONCE, proposal -> offer(proposal, looked)))
            .filter(isMade -> isMade)
            .count();
    var unlucky = without(snapshot, proposals);
    unlucky.forEach(seeker -> rest.put(seeker, now));
    return made > 0 && unlucky.stream().anyMatch(s -> s.hasEligible() && !s.isEarly(now));
  }

  /** On a thread of its own, which draws from the pool of the round as well. */
  private boolean offer(Proposal proposal, long lookedNanos) {
    if (isSilent(proposal, lookedNanos)) return false;
    var made = Pool.BACKGROUND.call(() -> makeOffer.make(offerOf(proposal)));
    made.ifPresent(_ -> metrics.offered(proposal.explanation().waited()));
    return made.isPresent();
  }

  /** A round that takes long must not offer work to whoever has fallen silent meanwhile. */
  private static boolean isSilent(Proposal proposal, long lookedNanos) {
    var since = Duration.ofNanos(System.nanoTime() - lookedNanos);
    return proposal.silence().plus(since).compareTo(Fleet.SILENCE) > 0;
  }

  private OfferProposal offerOf(Proposal proposal) {
    return new OfferProposal(
        proposal.trip(),
        proposal.tripVersion(),
        proposal.driver(),
        proposal.pickup(),
        json.write(proposal.explanation()),
        proposal.afterTrip());
  }

  private static List<Seeker> without(Snapshot snapshot, List<Proposal> proposals) {
    var proposed = proposals.stream().map(Proposal::trip).collect(toSet());
    return snapshot.trips().stream().filter(s -> !proposed.contains(s.trip())).toList();
  }
}
