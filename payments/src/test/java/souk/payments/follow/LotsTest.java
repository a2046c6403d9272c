package souk.payments.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import souk.payments.ledger.PayeeEntries.Entry;
import souk.payments.ledger.Template;

/** Whose money stands on a payee's account and whose left it: no cent twice, none of nobody. */
class LotsTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final UUID PAYOUT = new UUID(1, 1);
  private static final UUID NEXT = new UUID(1, 2);

  private final Lots lots = new Lots();
  private long seq;

  @Test
  void whatIsTakenBackOfAnOrderIsItsOwn() {
    earns(ONE, 70);
    earns(OTHER, 30);
    add(Template.REFUND_ACCEPTED, OTHER, "refund", -10);
    sent(PAYOUT, 90);
    assertThat(part(PAYOUT, ONE)).isEqualTo(70);
    assertThat(part(PAYOUT, OTHER)).isEqualTo(20);
  }

  @Test
  void whatIsTakenBackOfAnOrderThatHasLeftIsOfWhatIsThere() {
    earns(ONE, 70);
    sent(PAYOUT, 70);
    earns(OTHER, 30);
    add(Template.REFUND_ACCEPTED, ONE, "refund", -10);
    sent(NEXT, 20);
    assertThat(part(PAYOUT, ONE)).isEqualTo(70);
    assertThat(lots.ofOthers(Set.of(ONE))).isEqualTo(10);
    assertThat(lots.kept(Set.of(OTHER))).isEqualTo(10);
    assertThat(part(NEXT, OTHER)).isEqualTo(20);
  }

  @Test
  void aDebtIsKeptOfWhatCameFirstAndSaidBesideThePayout() {
    earns(ONE, 70);
    earns(OTHER, 30);
    add(Template.PAYEE_DEBT_NETTED, null, "payee x debt netted y", -80);
    sent(PAYOUT, 20);
    assertThat(lots.kept(Set.of(ONE))).isEqualTo(70);
    assertThat(lots.kept(Set.of(OTHER))).isEqualTo(10);
    assertThat(lots.payouts(Set.of(OTHER)).getFirst().keptBesides()).isEqualTo(80);
  }

  @Test
  void whatComesBackIsWhoseItWasAndLeavesAgain() {
    earns(ONE, 70);
    sent(PAYOUT, 70);
    earns(OTHER, 30);
    add(Template.PAYOUT_FAILED, null, "payout %s failed".formatted(PAYOUT), 70);
    assertThat(lots.payouts(Set.of(ONE)).getFirst().cameBack()).isNotNull();
    assertThat(standing(ONE)).isEqualTo(70);
    sent(NEXT, 100);
    assertThat(part(NEXT, ONE)).isEqualTo(70);
    assertThat(part(NEXT, OTHER)).isEqualTo(30);
  }

  /** A whole unit was sent, and what is left of the last one waits. */
  @Test
  void aRestWaitsForTheNextPayout() {
    earns(ONE, 70);
    earns(OTHER, 35);
    sent(PAYOUT, 100);
    assertThat(standing(OTHER)).isEqualTo(5);
    assertThat(part(PAYOUT, OTHER)).isEqualTo(30);
  }

  @Test
  void whatIsChangedLeavesWhereItWasEarned() {
    earns(ONE, 70);
    add(Template.CHANGE_SOLD, null, "payout %s change sold".formatted(PAYOUT), -70);
    assertThat(part(PAYOUT, ONE)).isEqualTo(70);

    var there = new Lots();
    there.add(entry(Template.COMPLETED, OTHER, "other", 5));
    there.add(entry(Template.CHANGE_BOUGHT, null, key("change bought"), 60));
    there.add(entry(Template.CHANGE_KEPT, null, key("change kept"), -1));
    there.add(entry(Template.PAYOUT_SENT, null, key("sent"), -59));
    assertThat(there.standing(Set.of(OTHER))).hasSize(1);
    assertThat(there.payouts(Set.of(OTHER))).isEmpty();
  }

  private static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Of each order, and of all of them together. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensEachCentIsSomewhereOnce(long seed) {
    var entries = history(new Random(seed));
    var all = read(entries);
    var orders = entries.stream().map(Entry::order).filter(order -> order != null).distinct();
    orders.forEach(order -> assertThat(somewhere(all, order)).isEqualTo(all.came(Set.of(order))));
    var balance = entries.stream().mapToLong(Entry::minor).sum();
    assertThat(everybodys(all)).isEqualTo(balance);
    assertThat(sentBy(entries)).isEqualTo(takenBy(all));
  }

  /** A control: an entry that is not read is missing somewhere. */
  @Test
  void anEntryThatIsNotReadIsFound() {
    var found =
        LongStream.range(0, 200)
            .mapToObj(seed -> history(new Random(seed)))
            .filter(entries -> entries.stream().anyMatch(LotsTest::isSent))
            .filter(entries -> {
              var less = new ArrayList<>(entries);
              less.remove(entries.stream().filter(LotsTest::isSent).findFirst().orElseThrow());
              return !sentBy(entries).equals(takenBy(read(less)));
            })
            .count();
    assertThat(found).isGreaterThan(100);
  }

  private static final List<UUID> ORDERS =
      IntStream.range(0, 5).mapToObj(n -> new UUID(0, n)).toList();

  private static List<Entry> history(Random random) {
    var entries = new ArrayList<Entry>();
    var balance = 0L;
    var out = new HashMap<UUID, Long>();
    for (var n = 0; n < 60; n++) {
      var entry = next(random, n + 1, balance, out);
      if (entry.minor() == 0) continue;
      entries.add(entry);
      balance += entry.minor();
    }
    return entries;
  }

  private static Entry next(Random random, int seq, long balance, Map<UUID, Long> out) {
    var some = 1 + random.nextInt(100);
    var atMost = balance == 0 ? 0 : -(1 + random.nextLong(balance));
    var order = ORDERS.get(random.nextInt(ORDERS.size()));
    var at = Instant.ofEpochSecond(seq);
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Entry(seq, at, Template.COMPLETED, "order", order, some);
      case 2 -> new Entry(seq, at, Template.REFUND_ACCEPTED, "refund", order, atMost);
      case 3 -> new Entry(seq, at, Template.PAYEE_DEBT_NETTED, "netted", null, atMost / 2);
      default -> payout(random, seq, atMost, out);
    };
  }

  private static Entry payout(Random random, int seq, long atMost, Map<UUID, Long> out) {
    var at = Instant.ofEpochSecond(seq);
    if (!out.isEmpty() && random.nextInt(3) == 0) {
      var back = out.keySet().iterator().next();
      var key = "payout %s failed".formatted(back);
      return new Entry(
          seq, at, Template.PAYOUT_FAILED, key, null, Objects.requireNonNull(out.remove(back)));
    }
    var id = new UUID(1, seq);
    if (atMost != 0) out.put(id, -atMost);
    var key = "payout %s sent".formatted(id);
    return new Entry(seq, at, Template.PAYOUT_SENT, key, null, atMost);
  }

  private static boolean isSent(Entry entry) {
    return entry.what() == Template.PAYOUT_SENT;
  }

  private static Lots read(List<Entry> entries) {
    var lots = new Lots();
    entries.forEach(lots::add);
    return lots;
  }

  private static long somewhere(Lots lots, UUID order) {
    var one = Set.of(order);
    var out =
        lots.payouts(one).stream()
            .filter(taken -> taken.cameBack() == null)
            .mapToLong(taken -> taken.minor(one))
            .sum();
    return standing(lots, order) + out + lots.kept(one) + lots.went(one) - lots.ofOthers(one);
  }

  private static long everybodys(Lots lots) {
    return ORDERS.stream().mapToLong(order -> standing(lots, order)).sum();
  }

  private static Map<UUID, Long> sentBy(List<Entry> entries) {
    var sent = new HashMap<UUID, Long>();
    entries.stream()
        .filter(LotsTest::isSent)
        .forEach(entry -> sent.put(UUID.fromString(entry.key().split(" ")[1]), -entry.minor()));
    return sent;
  }

  private static Map<UUID, Long> takenBy(Lots lots) {
    var all = Set.copyOf(ORDERS);
    var taken = new HashMap<UUID, Long>();
    lots.payouts(all).forEach(one -> taken.put(one.payout(), one.minor(all)));
    return taken;
  }

  private void earns(UUID order, long minor) {
    add(Template.COMPLETED, order, "completed", minor);
  }

  private void sent(UUID payout, long minor) {
    add(Template.PAYOUT_SENT, null, "payout %s sent".formatted(payout), -minor);
  }

  private void add(Template what, @Nullable UUID order, String key, long minor) {
    lots.add(new Entry(++seq, Instant.EPOCH, what, key, order, minor));
  }

  private Entry entry(Template what, @Nullable UUID order, String key, long minor) {
    return new Entry(++seq, Instant.EPOCH, what, key, order, minor);
  }

  private static String key(String what) {
    return "payout %s %s".formatted(PAYOUT, what);
  }

  private long part(UUID payout, UUID order) {
    return lots.payouts(Set.of(order)).stream()
        .filter(taken -> taken.payout().equals(payout))
        .mapToLong(taken -> taken.minor(Set.of(order)))
        .sum();
  }

  private long standing(UUID order) {
    return standing(lots, order);
  }

  private static long standing(Lots lots, UUID order) {
    return lots.standing(Set.of(order)).stream().mapToLong(Lots.Lot::minor).sum();
  }
}
