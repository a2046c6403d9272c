package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RidePhaseTest {
  /** In the row of a ride whose rider wants to call it off, {@code +wish} follows its status. */
  private static final String TABLE =
      """
                           PENDING     UNKNOWN             AUTHORIZED   DECLINED    CAPTURED    VOIDED      REQUIRES_ACTION
      SCHEDULED            AWAIT_START AWAIT_START         AWAIT_START  AWAIT_START AWAIT_START AWAIT_START   AWAIT_START
      SCHEDULED+wish       AWAIT_START AWAIT_START         AWAIT_START  AWAIT_START AWAIT_START AWAIT_START   AWAIT_START
      REQUESTED            AUTHORIZE   AWAIT_AUTHORIZATION REQUEST_TRIP AWAIT_MONEY AWAIT_MONEY AWAIT_MONEY   AWAIT_PAYER
      REQUESTED+wish       CANCEL_TRIP CANCEL_TRIP         CANCEL_TRIP  CANCEL_TRIP CANCEL_TRIP CANCEL_TRIP   CANCEL_TRIP
      MATCHING             AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      MATCHING+wish        CANCEL_TRIP CANCEL_TRIP         CANCEL_TRIP  CANCEL_TRIP CANCEL_TRIP CANCEL_TRIP   CANCEL_TRIP
      DRIVER_ASSIGNED      AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      DRIVER_ASSIGNED+wish CANCEL_TRIP CANCEL_TRIP         CANCEL_TRIP  CANCEL_TRIP CANCEL_TRIP CANCEL_TRIP   CANCEL_TRIP
      EN_ROUTE             AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      EN_ROUTE+wish        CANCEL_TRIP CANCEL_TRIP         CANCEL_TRIP  CANCEL_TRIP CANCEL_TRIP CANCEL_TRIP   CANCEL_TRIP
      ARRIVED              AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      ARRIVED+wish         CANCEL_TRIP CANCEL_TRIP         CANCEL_TRIP  CANCEL_TRIP CANCEL_TRIP CANCEL_TRIP   CANCEL_TRIP
      IN_PROGRESS          AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      IN_PROGRESS+wish     AWAIT_TRIP  AWAIT_TRIP          AWAIT_TRIP   AWAIT_TRIP  AWAIT_TRIP  AWAIT_TRIP   AWAIT_TRIP
      COMPLETED            BILL        BILL                BILL         BILL        BILL        BILL   BILL
      COMPLETED+wish       BILL        BILL                BILL         BILL        BILL        BILL   BILL
      CANCELLED            BILL        BILL                BILL         BILL        BILL        BILL   BILL
      CANCELLED+wish       BILL        BILL                BILL         BILL        BILL        BILL   BILL
      NO_DRIVER            BILL        BILL                BILL         BILL        BILL        BILL   BILL
      NO_DRIVER+wish       BILL        BILL                BILL         BILL        BILL        BILL   BILL
      NO_SHOW              BILL        BILL                BILL         BILL        BILL        BILL   BILL
      NO_SHOW+wish         BILL        BILL                BILL         BILL        BILL        BILL   BILL
      PAYMENT_DECLINED     SETTLED     SETTLED             SETTLED      SETTLED     SETTLED     SETTLED   SETTLED
      PAYMENT_DECLINED+wish SETTLED    SETTLED             SETTLED      SETTLED     SETTLED     SETTLED   SETTLED
      """;

  static Stream<Arguments> cells() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var payments = lines.getFirst();
    return lines.stream()
        .skip(1)
        .flatMap(line ->
            Stream.iterate(0, i -> i < payments.size(), i -> i + 1)
                .map(i -> Arguments.of(line.getFirst(), payments.get(i), line.get(i + 1))));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("cells")
  void everyStandingHasOnePhase(String standing, String payment, String expected) {
    var wish = standing.endsWith("+wish") ? "changed_my_mind" : null;
    var status = RideStatus.valueOf(standing.replace("+wish", ""));

    var ride = SomeRide.in(status, RidePayment.Status.valueOf(payment), wish);

    assertThat(ride.phase()).isEqualTo(RidePhase.valueOf(expected));
  }

  @ParameterizedTest
  @EnumSource
  void theTableHasEveryStatus(RideStatus status) {
    var payments = Arrays.stream(RidePayment.Status.values()).map(Enum::name).toList();
    assertThat(cells().map(cell -> List.of(cell.get()).subList(0, 2)))
        .containsAll(payments.stream().map(payment -> row(status.name(), payment)).toList())
        .containsAll(payments.stream().map(payment -> row(status + "+wish", payment)).toList());
  }

  @ParameterizedTest
  @EnumSource
  void somebodyLooksAtOnceWhereThereIsAStepAndLaterWhereOthersAct(RidePhase phase) {
    if (phase.isStep()) assertThat(phase.patience()).isZero();
    if (!phase.isStep() && phase != RidePhase.SETTLED) {
      assertThat(phase.patience()).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(10));
    }
  }

  private static List<Object> row(String standing, String payment) {
    return List.of(standing, payment);
  }
}
