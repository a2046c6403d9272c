package souk.payments.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspBalance.Funds;

/** What the provider has done with money, beside what our rows say that it has. */
final class BothSides {
  private final World world;
  private final List<String> findings = new ArrayList<>();

  BothSides(World world) {
    this.world = world;
  }

  List<String> payments() {
    for (var charge : world.ids("charge", "order_id IS NOT NULL")) {
      var theirs =
          world.twin.intents().stream()
              .filter(intent -> charge.toString().equals(intent.chargeId()))
              .toList();
      if (theirs.size() > 1) findings.add("charge %s is %s payments".formatted(charge, theirs));
      for (var intent : theirs) {
        same(
            "taken of charge " + charge,
            column("charge", "captured_minor", charge),
            intent.amountReceived());
        same("reserved of charge " + charge, 0, intent.amountCapturable());
        atMost(
            "taken of charge " + charge,
            column("charge", "authorized_minor", charge),
            intent.amountReceived());
      }
      if (theirs.isEmpty()) {
        same("taken of charge " + charge, column("charge", "captured_minor", charge), 0);
      }
    }
    return findings;
  }

  List<String> refunds() {
    var theirs = world.provider.all("/v1/refunds");
    for (var refund : world.ids("refund", "true")) {
      var given = of(theirs, "refund_id", refund, BothSides::isGiven);
      var ours =
          isStatus("refund", refund, "SUCCEEDED") ? column("refund", "amount_minor", refund) : 0;
      same("given back for refund " + refund, ours, sum(given));
      atMost("refunds made for refund " + refund, 1, given.size());
    }
    same("refunds at the provider", theirs.size(), count(theirs, "refund_id", "refund"));
    world.provider.all("/v1/payment_intents").forEach(intent -> withinTaken(intent, theirs));
    return findings;
  }

  private static boolean isGiven(JsonNode refund) {
    var status = refund.path("status").asText();
    return !status.equals("failed") && !status.equals("canceled");
  }

  private void withinTaken(JsonNode intent, List<JsonNode> refunds) {
    var id = intent.path("id").asText();
    var taken = intent.path("amount_received").asLong();
    // an inquiry that becomes a dispute may take what went back meanwhile: no refund is to blame
    atMost("given back of " + id, taken, sum(given(refunds, id)));
    atMost("lost of " + id, taken, lost(world, id));
  }

  /** Those of a payment that did not fail. */
  static List<JsonNode> given(List<JsonNode> refunds, String intent) {
    return refunds.stream()
        .filter(BothSides::isGiven)
        .filter(refund -> refund.path("payment_intent").asText().equals(intent))
        .toList();
  }

  /** What an issuer has taken of a payment and kept. */
  static long lost(World world, String intent) {
    return world.provider.all("/v1/disputes").stream()
        .filter(dispute -> dispute.path("payment_intent").asText().equals(intent))
        .filter(dispute -> dispute.path("status").asText().equals("lost"))
        .mapToLong(dispute -> dispute.path("amount").asLong())
        .sum();
  }

  List<String> disputes() {
    var ends = Map.of("won", "WON", "lost", "LOST", "warning_closed", "INQUIRY_CLOSED");
    for (var dispute : world.provider.all("/v1/disputes")) {
      var id = dispute.path("id").asText();
      var ours =
          world.node.lines(
              "SELECT status FROM payments.dispute WHERE psp_reference = '%s'".formatted(id));
      var theirs = ends.getOrDefault(dispute.path("status").asText(), "open");
      if (!ours.equals(List.of(theirs)))
        findings.add("%s is %s, we have %s".formatted(id, theirs, ours));
    }
    return findings;
  }

  List<String> payouts() {
    var transfers = world.provider.all("/v1/transfers");
    for (var payout : world.ids("payout", "true")) {
      var account = text("payout", "psp_account", payout);
      var amount =
          isStatus("payout", payout, "SETTLED") ? column("payout", "amount_minor", payout) : 0;
      var moved = of(transfers, "transfer_id", payout, one -> !one.path("reversed").asBoolean());
      var sent =
          of(world.provider.all("/v1/payouts", account), "payout_id", payout, BothSides::isSent);
      same("transferred for payout " + payout, amount, sum(moved));
      same("sent to the bank for payout " + payout, amount, sum(sent));
      atMost("transfers for payout " + payout, 1, moved.size());
      atMost("payouts for payout " + payout, 1, sent.size());
    }
    same("transfers at the provider", transfers.size(), count(transfers, "transfer_id", "payout"));
    return findings;
  }

  private static boolean isSent(JsonNode payout) {
    var status = payout.path("status").asText();
    return !status.equals("failed") && !status.equals("canceled");
  }

  List<String> funds() {
    if (!(world.node.bean(PspBalance.class).funds()
        instanceof Lookup.Found<List<Funds>>(var all))) {
      return List.of("the provider does not say what it holds");
    }
    var theirs = new TreeMap<String, Long>();
    for (var held : all) {
      var currency = held.available().currency();
      theirs.put("psp:balance_available:" + currency, held.available().minor());
      theirs.put("psp:clearing_pending:" + currency, held.pending().minor());
    }
    theirs.forEach((key, minor) -> same(key, ledger(key), minor));
    return findings;
  }

  private long ledger(String key) {
    return world.number(
        "SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account WHERE key = '%s'"
            .formatted(key));
  }

  private static List<JsonNode> of(
      List<JsonNode> theirs, String label, UUID ours, Predicate<JsonNode> which) {
    return theirs.stream()
        .filter(one -> one.path("metadata").path(label).asText().equals(ours.toString()))
        .filter(which)
        .toList();
  }

  /** How many of theirs are one of ours. */
  private long count(List<JsonNode> theirs, String label, String table) {
    var ours = world.ids(table, "true").stream().map(UUID::toString).toList();
    return theirs.stream()
        .filter(one -> ours.contains(one.path("metadata").path(label).asText()))
        .count();
  }

  private static long sum(List<JsonNode> theirs) {
    return theirs.stream().mapToLong(one -> one.path("amount").asLong()).sum();
  }

  private void same(String what, long ours, long theirs) {
    if (ours != theirs)
      findings.add("%s: we have %s, the provider %s".formatted(what, ours, theirs));
  }

  private void atMost(String what, long most, long is) {
    if (is > most) findings.add("%s: %s is more than %s".formatted(what, is, most));
  }

  private boolean isStatus(String table, UUID id, String status) {
    return text(table, "status", id).equals(status);
  }

  private long column(String table, String column, UUID id) {
    return Long.parseLong(text(table, column, id));
  }

  private String text(String table, String column, UUID id) {
    return world.node.text(
        "SELECT %s FROM payments.%s WHERE id = '%s'".formatted(column, table, id));
  }
}
