package souk.dispatch.matching;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.offer.MadeOffer;
import souk.dispatch.offer.OfferStatus;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;

/**
 * Who was offered a trip, in order, and why.
 *
 * @param status where the trip stands now
 * @param offers the one that was made first first
 */
@Introspected
@Schema(name = "TripExplanation")
record TripExplanation(
    UUID tripId,
    TripStatus status,
    String cityId,
    String product,
    Instant requestedAt,
    List<Offered> offers) {

  /**
   * One offer of the trip.
   *
   * @param explanation as it was kept when the offer was made; offers of older versions of Souk
   *     have less in it
   */
  @Introspected
  @Schema(name = "ExplainedOffer")
  record Offered(
      UUID id,
      UUID driverId,
      OfferStatus status,
      int pickupEtaS,
      EtaSource etaSource,
      long trafficVersion,
      Instant madeAt,
      Instant expiresAt,
      @Nullable Instant decidedAt,
      @Nullable String withdrawnBecause,
      @Nullable Instant givenBackAt,
      @Nullable String givenBackBy,
      @Nullable String givenBackReason,
      @Schema(implementation = Explanation.class) Object explanation) {

    static Offered of(MadeOffer offer, Json json) {
      return new Offered(
          offer.id(),
          offer.driver(),
          offer.status(),
          offer.pickupEtaS(),
          offer.etaSource(),
          offer.trafficVersion(),
          offer.madeAt(),
          offer.expiresAt(),
          offer.decidedAt(),
          offer.withdrawnBecause(),
          offer.givenBackAt(),
          offer.givenBackBy(),
          offer.givenBackReason(),
          json.read(offer.explanation(), Object.class));
    }
  }

  static TripExplanation of(TripView trip, List<MadeOffer> offers, Json json) {
    return new TripExplanation(
        trip.id(),
        trip.status(),
        trip.cityId(),
        trip.product(),
        trip.requestedAt(),
        offers.stream().map(offer -> Offered.of(offer, json)).toList());
  }
}
