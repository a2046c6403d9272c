package souk.dispatch.timeline;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.dispatch.offer.MadeOffer;
import souk.dispatch.offer.Offers;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** Whom a trip was offered to and what came of it; offers are kept, so their rows tell it. */
@Singleton
final class OfferTimeline implements TimelineSource {
  private final Offers offers;

  OfferTimeline(Offers offers) {
    this.offers = offers;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return offers.ofTrip(order).stream().flatMap(OfferTimeline::entries).limit(LIMIT).toList();
  }

  private static Stream<TimelineEntry> entries(MadeOffer offer) {
    return Stream.of(
            Stream.of(entry(offer, offer.madeAt(), "made", null)),
            decided(offer).stream(),
            givenBack(offer).stream())
        .flatMap(all -> all);
  }

  private static List<TimelineEntry> decided(MadeOffer offer) {
    var at = offer.decidedAt();
    if (at == null) return List.of();
    var how = offer.status().name().toLowerCase(Locale.ROOT);
    return List.of(entry(offer, at, how, offer.withdrawnBecause()));
  }

  private static List<TimelineEntry> givenBack(MadeOffer offer) {
    var at = offer.givenBackAt();
    if (at == null) return List.of();
    var byDriver = "DRIVER".equals(offer.givenBackBy());
    return List.of(
        entry(offer, at, byDriver ? "given_back" : "taken_away", offer.givenBackReason()));
  }

  private static TimelineEntry entry(
      MadeOffer offer, Instant at, String what, @Nullable String reason) {
    return new TimelineEntry(
        at,
        Source.DISPATCH,
        "offer." + what,
        actor(offer, what),
        "Offer %s%s".formatted(what.replace('_', ' '), reason == null ? "" : ": " + reason),
        0,
        data(offer, reason));
  }

  private static Actor actor(MadeOffer offer, String what) {
    if (List.of("accepted", "declined", "given_back").contains(what)) {
      return Actor.driver(offer.driver());
    }
    // who it was stands in the action log
    var byOperator = what.equals("taken_away") && "OPS".equals(offer.givenBackBy());
    return byOperator ? Actor.operator(null) : Actor.SYSTEM;
  }

  private static Map<String, Object> data(MadeOffer offer, @Nullable String reason) {
    var data = new LinkedHashMap<String, Object>();
    data.put("offer_id", offer.id());
    data.put("driver_id", offer.driver());
    data.put("pickup_eta_s", offer.pickupEtaS());
    if (reason != null) data.put("reason", reason);
    return data;
  }
}
