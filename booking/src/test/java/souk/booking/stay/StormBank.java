package souk.booking.stay;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.payments.charge.Charges;
import souk.platform.problem.Problem;

/**
 * What pays in a storm, and drives it at once as a saga would: some cards are refused, some guests
 * dither until their time is over, and no money can be taken in the end, so that every room that
 * was booked is given back and wanted again.
 */
final class StormBank {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Site site;
  private final BookingNode node;
  private final RowStaySteps steps;
  private final Map<UUID, UUID> cards = new ConcurrentHashMap<>();

  StormBank(Site site, BookingNode node) {
    this.site = site;
    this.node = node;
    this.steps = node.bean(RowStaySteps.class);
    node.bean(Unwillingness.class).uncapturable.add(StayPayment.ORDER_KIND);
  }

  /** Gives a guest his card before he hurries. */
  void welcome(Guest guest, Random random) {
    var token = random.nextInt(4) == 0 ? "pm_card_chargeCustomerFail" : "pm_card_visa";
    cards.put(guest.id, guest.card(token));
  }

  HttpResponse<String> pay(Guest guest, UUID stay, Random random) {
    var answer = guest.confirm(stay, requireNonNull(cards.get(guest.id)));
    if (answer.statusCode() == 202 && random.nextInt(3) > 0) drive(stay);
    return answer;
  }

  /** As far as it can go now. */
  private void drive(UUID stay) {
    var phase = steps.read(stay).phase();
    for (int turn = 0; turn < 10 && phase.isStep(); turn++) {
      phase =
          switch (phase) {
            case AUTHORIZE -> steps.authorize(stay).phase();
            case CONCLUDE -> steps.conclude(stay).phase();
            case CAPTURE -> steps.capture(stay).phase();
            case UNDO -> steps.undo(stay).phase();
            case RELEASE -> steps.release(stay).phase();
            case REFUND -> steps.refund(stay).phase();
            case AWAIT_AUTHORIZATION, AWAIT_PAYER, AWAIT_MONEY, AWAIT_STAY, AT_REST -> phase;
          };
    }
  }

  /** Until all money is where it belongs. */
  void settle() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(Problem.class)
        .until(() -> {
          var open = node.bean(StayDue.class).unsettledAfter(null, 10_000);
          open.forEach(this::look);
          return open.isEmpty();
        });
  }

  private void look(UUID stay) {
    var charge =
        requireNonNull(node.bean(Stays.class).find(stay).orElseThrow().payment()).chargeOf(stay);
    var charges = node.bean(Charges.class);
    if (charges.find(charge).isPresent()) charges.resolve(charge);
    if (!steps.read(stay).phase().isStep()) steps.lookAgainLater(stay);
    drive(stay);
  }

  /** How many stays were booked, whatever became of them. */
  int booked() {
    return site.count("SELECT count(*) FROM booking.stay WHERE confirmed_at IS NOT NULL");
  }
}
