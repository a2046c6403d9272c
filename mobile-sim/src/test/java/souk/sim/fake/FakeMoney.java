package souk.sim.fake;

import java.util.List;
import java.util.Map;
import souk.sim.fake.TinyServer.Reply;

/** Money that is at its end as soon as anybody asks, unless it is kept back. */
final class FakeMoney {
  private static final Map<String, Object> NOTHING = Map.of("amount", 0, "currency", "EUR");
  private static final Map<String, Object> SOME = Map.of("amount", 800, "currency", "EUR");

  private static final Map<String, Object> DIFFERENCE =
      Map.of("reference", "tr_1", "verdict", "MISSING_THERE", "difference", SOME);

  private FakeMoney() {}

  static Reply payees(String[] path, boolean keeps) {
    if (path.length == 2) return Reply.ok(Map.of("id", "me", "status", "ACTIVE"));
    return path[2].startsWith("payouts") ? payouts() : earnings(keeps ? SOME : NOTHING);
  }

  private static Reply payouts() {
    var payout = Map.of("id", "00000000-0000-0000-0000-000000000001", "status", "SETTLED");
    return Reply.ok(Map.of("items", List.of(payout)));
  }

  private static Reply earnings(Map<String, Object> earned) {
    var balance = Map.of("earned", earned, "tips", NOTHING, "on_its_way", NOTHING);
    return Reply.ok(Map.of("balances", List.of(balance)));
  }

  /** What operations are told of anything. */
  static Reply ops(boolean keeps) {
    return Reply.ok(
        Map.of(
            "verdict",
            "clean",
            "rules",
            List.of(),
            "offers",
            List.of(),
            "explained",
            true,
            "on_its_way",
            List.of(),
            "balanced",
            true,
            "total",
            List.of(),
            "items",
            keeps ? List.of(DIFFERENCE) : List.of()));
  }
}
