package souk.booking.ride;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Receipts of completed rides. Numbers rise and may have gaps. */
@Singleton
final class Receipts {
  private final ReceiptRows rows;

  Receipts(ReceiptRows rows) {
    this.rows = rows;
  }

  /** A receipt's own part; what was bought stands in the ride. */
  record Receipt(String number, Instant issuedAt) {}

  /** Once per ride, in the transaction that settles it. */
  void issue(Ride ride) {
    rows.issue(ride.id(), ride.order().cityId());
  }

  Optional<Receipt> find(UUID rideId) {
    return rows.find(rideId).map(row -> new Receipt(row.number(), row.issuedAt()));
  }
}
