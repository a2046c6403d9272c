package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayTerms;
import souk.dispatch.city.Point;
import souk.payments.refund.RefundView;
import souk.platform.money.Money;

/**
 * What a stay cost, for what, and what was taken and went back. It says how things stand: after a
 * change, a cancellation or a refund it says something else.
 *
 * @param confirmation what the hotel knows the guest by; null when the rooms were never booked
 * @param reason of a cancelled stay
 * @param sleptUntil of one who has left: the first day whose night he did not sleep
 * @param booked what was agreed on, each room with its nights
 * @param cost what of that is kept, as it stands: its lines sum to it
 * @param charge what was taken
 * @param paid what the guest has really paid: what was taken, less what went back
 */
@Introspected
@Schema(name = "StayReceipt")
record StayReceiptView(
    UUID stayId,
    @Nullable String confirmation,
    StayStatus status,
    @Nullable String reason,
    String guest,
    Hotel hotel,
    LocalDate arrival,
    LocalDate departure,
    @Nullable LocalDate sleptUntil,
    StayTerms booked,
    Cost cost,
    Charge charge,
    Money paid) {

  /** Where it was. */
  @Introspected
  @Schema(name = "StayReceiptHotel")
  record Hotel(UUID id, String name, String cityId, Point place) {}

  /** What was kept of the price, and for what. */
  @Introspected
  @Schema(name = "StayReceiptCost")
  record Cost(Money total, List<Line> lines) {}

  /**
   * A part of what a stay cost.
   *
   * @param what {@code NIGHTS}; of one that was not slept in {@code CANCELLATION_FEE} or {@code
   *     NO_SHOW_FEE}; {@code CHANGE_FEE} of nights that were given up; {@code TAX} of these, and
   *     {@code CITY_TAX}
   */
  @Introspected
  @Schema(name = "StayReceiptLine")
  record Line(What what, Money amount) {}

  /** What a line is for. */
  @Schema(name = "StayReceiptWhat")
  enum What {
    NIGHTS,
    CANCELLATION_FEE,
    NO_SHOW_FEE,
    CHANGE_FEE,
    TAX,
    CITY_TAX
  }

  /**
   * Money that was taken at once.
   *
   * @param paymentId what {@code /v1/payments} knows it by
   * @param card null for one that is not known any more
   * @param refunded what of it we gave back, or is on its way; {@code refunds} has each
   * @param disputed what of it the card's issuer has taken back for its holder
   */
  @Introspected
  @Schema(name = "StayReceiptCharge")
  record Charge(
      UUID paymentId,
      Money amount,
      Instant takenAt,
      @Nullable Card card,
      Money refunded,
      Money disputed,
      List<RefundView> refunds) {}

  @Introspected
  @Schema(name = "StayReceiptCard")
  record Card(String brand, String last4) {}
}
