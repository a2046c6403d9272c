package souk.sim.plan;

import java.util.List;

/** One rider: the card in his wallet, his rides in order of time, his connection losses. */
public record RiderPlan(
    Person person,
    String pspToken,
    List<Arrival> arrivals,
    Outages outages,
    Fingers fingers,
    Detours detours) {
  /** The card the provider's twin declines when it is charged. */
  public static final String DECLINED_CARD = "pm_card_chargeCustomerFail";

  static final String GOOD_CARD = "pm_card_visa";

  public RiderPlan {
    arrivals = List.copyOf(arrivals);
  }
}
