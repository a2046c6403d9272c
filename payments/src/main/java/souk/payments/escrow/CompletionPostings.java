package souk.payments.escrow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;

/** The journal by which an order's money becomes somebody's. */
final class CompletionPostings {
  private CompletionPostings() {}

  /** Empty when there was no money at all. */
  static Optional<Journal> of(CompletedOrder completed) {
    var legs =
        Stream.concat(
                completed.sources().stream().map(CompletionPostings::leg),
                completed.shares().stream().map(CompletionPostings::leg))
            .toList();
    if (legs.isEmpty()) return Optional.empty();
    return Optional.of(
        Journal.of(key(completed), Template.COMPLETED, completed.order(), List.copyOf(legs)));
  }

  /** What is divided once: the first order that was charged, or the debt of a customer. */
  private static String key(CompletedOrder completed) {
    var first = completed.sources().getFirst();
    var what = first.of() == null ? "%s of %s".formatted(first.from(), first.debtor()) : first.of();
    return "%s completed: %s".formatted(completed.order(), what);
  }

  private static Leg leg(Source source) {
    var currency = source.amount().currency();
    var account =
        switch (source.from()) {
          case ESCROW -> Account.of(AccountKind.ESCROW, requireNonNull(source.of()), currency);
          case CUSTOMER ->
              Account.of(
                  AccountKind.CUSTOMER_RECEIVABLE, requireNonNull(source.debtor()), currency);
          case BAD_DEBT -> Account.of(AccountKind.BAD_DEBT, currency);
        };
    return account.debit(source.amount());
  }

  private static Leg leg(Share share) {
    var currency = share.amount().currency();
    var account =
        switch (share.to()) {
          case PAYEE -> Account.of(AccountKind.PAYEE_PAYABLE, id(share), currency);
          case TIP -> Account.of(AccountKind.TIPS, id(share), currency);
          case COMMISSION -> Account.of(AccountKind.COMMISSION, currency);
          case SERVICE_FEE -> Account.of(AccountKind.SERVICE_FEE, currency);
          case CANCELLATION_FEE -> Account.of(AccountKind.CANCELLATION_FEE, currency);
          case TAX -> new Account(AccountKind.TAX, share.whose(), currency);
          case DEBT -> Account.of(AccountKind.CUSTOMER_RECEIVABLE, id(share), currency);
        };
    return account.credit(share.amount());
  }

  private static UUID id(Share share) {
    return UUID.fromString(share.whose());
  }
}
