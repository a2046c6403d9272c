package souk.payments.history;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.card.Cards;
import souk.payments.card.UnattachedCard;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.platform.money.Money;

/** What somebody has ordered, what was charged for it, and what its seller has said of it. */
final class Order {
  private static final List<String> KINDS = List.of("ride", "meal", "stay");
  private static final List<String> CURRENCIES = List.of("EUR", "EUR", "CHF");

  private static final List<String> CARDS =
      List.of(
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_visa",
          "pm_card_mastercard",
          "pm_card_bypassPending",
          "pm_card_threeDSecure2Required",
          "pm_card_pendingRefund",
          "pm_card_chargeDeclined");

  /** What a customer may be left to owe. */
  private static final int OWED_MAX = 300;

  private static final String DECLINED = "pm_card_chargeDeclined";

  final OrderRef ref;
  final AuthorizeCharge first;
  final String what;
  private final UUID payer;
  private final UUID card;
  private final UUID payee;
  private final String currency;
  private final Money owed;
  private boolean isGivenUp;
  private @Nullable AuthorizeCharge debt;
  private @Nullable AuthorizeCharge extra;
  private @Nullable AuthorizeCharge tip;
  private @Nullable CompletedOrder completed;
  private @Nullable CompletedOrder tipped;
  private @Nullable CompletedOrder cleared;

  Order(World world, Move move) {
    var token = CARDS.get(move.size() % CARDS.size());
    ref = new OrderRef(KINDS.get(move.size() % KINDS.size()), UUID.randomUUID());
    payer = UUID.randomUUID();
    payee = move.of(world.payees);
    currency = CURRENCIES.get(move.who() / 7 % CURRENCIES.size());
    owed = money(move.who() / 5 % 3 == 1 ? 1 + move.size() % OWED_MAX : 0);
    card =
        token.equals(DECLINED)
            ? UnattachedCard.add(world.node, payer, token)
            : world.node.bean(Cards.class).register(payer, token).id();
    first = charge(ref.kind(), money(1000 + move.size()));
    what =
        "%s with %s for payee %s, leaves %s owed"
            .formatted(ref.kind(), token, world.payees.indexOf(payee), owed);
  }

  Money money(long minor) {
    return Money.of(minor, currency);
  }

  private AuthorizeCharge charge(String kind, Money amount) {
    var order = new OrderRef(kind, ref.id());
    return new AuthorizeCharge(UUID.randomUUID(), order, payer, card, amount)
        .with(PaymentOption.PAYER_PRESENT, PaymentOption.GROWING, PaymentOption.SEVERAL_CAPTURES);
  }

  /** Something more is charged for it; empty where the seller has closed the bill already. */
  Optional<AuthorizeCharge> extra(long minor) {
    if (completed != null) return Optional.empty();
    var more = extra == null ? charge(ref.kind() + "_extra", money(minor)) : extra;
    extra = more;
    return Optional.of(more);
  }

  AuthorizeCharge tip(long minor) {
    var given = tip == null ? charge("tip", money(minor)) : tip;
    tip = given;
    return given;
  }

  /** What no card gave for it is asked for again, of the same card; empty where nothing is owed. */
  Optional<AuthorizeCharge> payDebt() {
    if (!leavesDebt() || isGivenUp) return Optional.empty();
    var asked = debt == null ? charge("debt", owed) : debt;
    debt = asked;
    return Optional.of(asked);
  }

  private boolean leavesDebt() {
    return completed != null && owed.minor() > 0;
  }

  /** Nobody has to pay it any more, unless a card has paid it, or perhaps has. */
  void giveUpDebt(World world) {
    if (!leavesDebt()) return;
    var asked = debt;
    if (asked == null || (isOver(world, asked) && taken(world, asked).minor() == 0)) {
      isGivenUp = true;
    }
  }

  /** All that was charged for it, a debt too. */
  Stream<AuthorizeCharge> allCharges() {
    return Stream.concat(charges().stream(), Stream.ofNullable(debt));
  }

  /** All that was charged for it by whoever sold it. */
  List<AuthorizeCharge> charges() {
    return Stream.concat(bill(), Stream.ofNullable(tip)).toList();
  }

  private Stream<AuthorizeCharge> bill() {
    return Stream.concat(Stream.of(first), Stream.ofNullable(extra));
  }

  /** What its seller says of it when he may: that it is done, and whose its money is. */
  List<CompletedOrder> completions(World world) {
    if (completed == null) completed = completed(world).orElse(null);
    if (tipped == null) tipped = tipped(world).orElse(null);
    if (cleared == null) cleared = cleared(world).orElse(null);
    return Stream.of(completed, tipped, cleared).flatMap(Stream::ofNullable).toList();
  }

  private Optional<CompletedOrder> completed(World world) {
    if (!bill().allMatch(one -> isOver(world, one))) return Optional.empty();
    var owing = new Source(From.CUSTOMER, null, payer, owed);
    var sources = Stream.concat(bill().map(one -> source(world, one)), Stream.of(owing)).toList();
    var total = sources.stream().map(Source::amount).reduce(Money::plus).orElseThrow();
    if (total.minor() == 0) return Optional.empty();
    var parts = total.split(70, 20, 10);
    return Optional.of(
        new CompletedOrder(
            ref,
            sources,
            List.of(
                new Share(To.PAYEE, payee.toString(), parts.get(0)),
                new Share(To.COMMISSION, "", parts.get(1)),
                new Share(To.TAX, "monaco", parts.get(2)))));
  }

  private Optional<CompletedOrder> tipped(World world) {
    var given = tip;
    if (given == null || !isOver(world, given)) return Optional.empty();
    var source = source(world, given);
    if (source.amount().minor() == 0) return Optional.empty();
    var share = new Share(To.TIP, payee.toString(), source.amount());
    return Optional.of(new CompletedOrder(ref, List.of(source), List.of(share)));
  }

  /** The debt is over: a card has paid it after all, or it is given up. */
  private Optional<CompletedOrder> cleared(World world) {
    if (!leavesDebt()) return Optional.empty();
    var share = new Share(To.DEBT, payer.toString(), owed);
    var from = isGivenUp ? Optional.of(givenUp()) : paid(world);
    return from.map(source -> new CompletedOrder(ref, List.of(source), List.of(share)));
  }

  private Source givenUp() {
    return new Source(From.BAD_DEBT, new OrderRef("debt", ref.id()), null, owed);
  }

  private Optional<Source> paid(World world) {
    return Optional.ofNullable(debt)
        .filter(asked -> isOver(world, asked))
        .map(asked -> source(world, asked))
        .filter(source -> source.amount().equals(owed));
  }

  private Source source(World world, AuthorizeCharge charge) {
    return new Source(From.ESCROW, charge.order(), null, taken(world, charge));
  }

  private Money taken(World world, AuthorizeCharge charge) {
    var standing = world.charges.find(charge.chargeId()).orElseThrow();
    var captured = standing.captured();
    return standing.status() == ChargeStatus.CAPTURED && captured != null ? captured : money(0);
  }

  static boolean isOver(World world, AuthorizeCharge charge) {
    return world
        .charges
        .find(charge.chargeId())
        .map(standing ->
            switch (standing.status()) {
              case DECLINED, CAPTURED, VOIDED, EXPIRED -> true;
              case PENDING, UNKNOWN, REQUIRES_ACTION, AUTHORIZED -> false;
            })
        .orElse(false);
  }

  /** An id that is the same whenever the same is said. */
  static UUID event(CompletedOrder said) {
    return UUID.nameUUIDFromBytes(said.toString().getBytes(StandardCharsets.UTF_8));
  }
}
