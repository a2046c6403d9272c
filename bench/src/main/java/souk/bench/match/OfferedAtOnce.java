package souk.bench.match;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.trip.TripView;

/** The reference: whoever requests a trip offers it himself to the driver who is free longest. */
final class OfferedAtOnce implements Side.Matching {
  private static final Estimate PICKUP = new Estimate(Duration.ofSeconds(90), EtaSource.ROAD, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final MakeOffer makeOffer;
  private final BlockingQueue<UUID> free;

  OfferedAtOnce(DispatchProcess process, Collection<UUID> drivers) {
    this.makeOffer = process.bean(MakeOffer.class);
    this.free = new LinkedBlockingQueue<>(drivers);
  }

  @Override
  public void requested(TripView trip) {
    try {
      var driver = free.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (driver == null) return;
      makeOffer.make(new OfferProposal(trip.id(), trip.version(), driver, PICKUP, "{}"));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void free(UUID driver) {
    free.add(driver);
  }
}
