package souk.sim.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import souk.sim.journal.Entry.Around;
import souk.sim.journal.Entry.AroundShown;
import souk.sim.journal.Entry.DriverShown;
import souk.sim.journal.Entry.IndexNotWhole;
import souk.sim.verdict.Rule.Finding;
import souk.sim.verdict.Sightings.HeardOf;

/** Where drivers are said to be, how old that is, and who is offered work on the strength of it. */
final class FleetRules {
  /** Who has been silent for longer is not offered work. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * A packet may be read a little after it was sent, and the server's clock is known to a second.
   */
  static final Duration OFFER_TOLERANCE = Duration.ofSeconds(3);

  /** Ages are differences of one clock; what remains is the way of the packet and the answer. */
  static final Duration AGE_TOLERANCE = Duration.ofSeconds(1);

  /** Ages of drivers around are told in whole seconds. */
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private FleetRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("no_offer_to_the_silent", FleetRules::offersToTheSilent),
        new Rule("ages_are_true", FleetRules::youngerThanTrue),
        new Rule("drivers_around_were_heard", FleetRules::unheardAround),
        new Rule("index_is_whole_again", FleetRules::neverWhole));
  }

  private static Stream<Finding> offersToTheSilent(History history) {
    var heard = Sightings.of(history);
    return history.offersMade().flatMap(offer -> silent(history, heard, offer).stream());
  }

  private static Optional<Finding> silent(
      History history, Sightings heard, History.OfferMade offer) {
    var made = offer.madeAt().minus(history.clockAhead());
    return heard
        .lastOf(offer.driverId(), made.plus(OFFER_TOLERANCE))
        .map(last -> Duration.between(last, made))
        .filter(silence -> silence.compareTo(SILENCE.plus(OFFER_TOLERANCE)) > 0)
        .map(silence ->
            new Finding(
                offer.driverId(),
                "was offered %s after %d s of silence"
                    .formatted(offer.tripId(), silence.toSeconds())));
  }

  private static Stream<Finding> youngerThanTrue(History history) {
    var heard = Sightings.of(history);
    return history
        .riders()
        .flatMap(log -> log.all(DriverShown.class))
        .flatMap(shown ->
            switch (heard.of(shown.driverId(), shown.at())) {
              case HeardOf.Unknown _ -> Stream.empty();
              case HeardOf.Never _ ->
                  Stream.of(
                      new Finding(
                          shown.driverId(),
                          "was shown as of %s, when he sent none".formatted(shown.at())));
              case HeardOf.By(var sentBy) -> younger(shown, sentBy);
            });
  }

  private static Stream<Finding> younger(DriverShown shown, Instant sentBy) {
    var least = Duration.between(sentBy, shown.askedAt()).minus(AGE_TOLERANCE);
    if (shown.ageMs() >= least.toMillis()) return Stream.empty();
    return Stream.of(
        new Finding(
            shown.driverId(),
            "was shown with an age of %d ms, sent at least %d ms before"
                .formatted(shown.ageMs(), least.toMillis())));
  }

  private static Stream<Finding> unheardAround(History history) {
    var heard = Sightings.of(history);
    return history
        .riders()
        .flatMap(log -> log.all(AroundShown.class))
        .flatMap(shown -> shown.drivers().stream().flatMap(one -> unheard(heard, shown, one)));
  }

  private static Stream<Finding> unheard(Sightings heard, AroundShown shown, Around one) {
    if (one.ageS() > SILENCE.plus(A_SECOND).toSeconds()) {
      return Stream.of(new Finding(place(one), "is shown after %d s".formatted(one.ageS())));
    }
    var asked = shown.askedAt();
    var answered = shown.answeredAt();
    var since = asked.minusSeconds(one.ageS()).minus(A_SECOND).minus(AGE_TOLERANCE);
    // somebody of another city's phones may be there, too
    if (!heard.anybodyNear(one.lat(), one.lon(), asked.minus(Sightings.LOOKED_BACK), answered)) {
      return Stream.empty();
    }
    if (heard.anybodyNear(one.lat(), one.lon(), since, answered)) return Stream.empty();
    return Stream.of(
        new Finding(
            place(one),
            "a driver is shown there as heard %d s ago, when nobody had been"
                .formatted(one.ageS())));
  }

  private static String place(Around one) {
    return one.lat() + "," + one.lon();
  }

  private static Stream<Finding> neverWhole(History history) {
    return history.logs().stream()
        .flatMap(log -> log.all(IndexNotWhole.class))
        .map(late ->
            new Finding("index", "not whole %d ms after a flush".formatted(late.afterMs())));
  }
}
