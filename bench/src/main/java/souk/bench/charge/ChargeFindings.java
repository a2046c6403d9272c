package souk.bench.charge;

import java.util.LinkedHashMap;
import java.util.Map;
import souk.bench.report.Machine;
import souk.bench.report.Report;

/**
 * Everything that was found.
 *
 * @param rate payments a second that people wanted
 * @param held authorizations with a connection in hand
 * @param holds how long each of them was
 */
record ChargeFindings(
    double rate,
    Load.Outcome authorized,
    Load.Outcome captured,
    Payouts.Outcome asked,
    Load.Outcome held,
    Holds holds) {
  static final double PER_SECOND_MIN = 150;
  static final double OWN_P99_MS_MAX = 50;
  static final double STATUS_P99_MS_MAX = 100;

  Report report(Machine machine) {
    return new Report(
        "charge",
        ours(),
        reference(),
        Report.ratio(authorized.perSecond(), held.perSecond()),
        "own overhead of an authorization p99 < 50 ms at >= 150/s with 10 connections and a PSP of"
            + " 120 ms median, 380 ms p99; a payout's status p99 < 100 ms",
        isMet(),
        machine);
  }

  boolean isMet() {
    return authorized.failed() == 0
        && authorized.perSecond() >= PER_SECOND_MIN
        && authorized.ownMs().p99() < OWN_P99_MS_MAX
        && asked.refused() == 0
        && asked.ms().p99() < STATUS_P99_MS_MAX;
  }

  private Map<String, Object> ours() {
    var ours =
        side("use case authorize: no connection in hand while the provider is asked", authorized);
    ours.put("captures_per_second", captured.perSecond());
    ours.put("capture_own_ms", captured.ownMs());
    ours.put("not_captured", captured.failed());
    captured.failure().ifPresent(why -> ours.put("first_not_captured", why));
    ours.put("payout_status_ms", asked.ms());
    ours.put("payout_status_refused", asked.refused());
    return ours;
  }

  private Map<String, Object> reference() {
    var reference = side("the same statements, the connection held across the call", held);
    reference.put("connection_held_mean_ms", holds.meanMs());
    reference.put("computed_per_second", holds.boundPerSecond(ChargeBench.CONNECTIONS));
    return reference;
  }

  private Map<String, Object> side(String what, Load.Outcome authorizations) {
    var side = new LinkedHashMap<String, Object>();
    side.put("what", what);
    side.put("connections", ChargeBench.CONNECTIONS);
    side.put("wanted_per_second", rate);
    side.put("per_second", authorizations.perSecond());
    side.put("own_ms", authorizations.ownMs());
    side.put("provider_ms", authorizations.providerMs());
    side.put("whole_ms", authorizations.wholeMs());
    side.put("not_authorized", authorizations.failed());
    authorizations.failure().ifPresent(why -> side.put("first_not_authorized", why));
    return side;
  }
}
