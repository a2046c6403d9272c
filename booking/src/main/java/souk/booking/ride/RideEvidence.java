package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import souk.platform.evidence.Evidence;
import souk.platform.evidence.EvidenceSource;

/** The receipt of a ride, as its rider has it. */
@Singleton
final class RideEvidence implements EvidenceSource {
  private final Rides rides;
  private final Receipts receipts;
  private final ReceiptViews views;

  RideEvidence(Rides rides, Receipts receipts, ReceiptViews views) {
    this.rides = rides;
    this.receipts = receipts;
    this.views = views;
  }

  @Override
  public List<Evidence> of(UUID order) {
    return rides
        .find(order)
        .filter(ride -> receipts.find(ride.id()).isPresent())
        .map(views::of)
        .map(receipt -> List.of(evidence(receipt)))
        .orElseGet(List::of);
  }

  private static Evidence evidence(ReceiptView receipt) {
    var lines =
        receipt.breakdown().stream()
            .map(line -> line.kind() + ": " + line.amount())
            .collect(Collectors.joining("\n"));
    var text =
        "Number %s of %s, total %s\n%s"
            .formatted(receipt.number(), receipt.issuedAt(), receipt.fare(), lines);
    var product =
        "A ride of %d m by car, ordered and confirmed in the app.".formatted(receipt.distanceM());
    return new Evidence(product, "Receipt", text, null);
  }
}
