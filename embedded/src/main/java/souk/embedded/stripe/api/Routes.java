package souk.embedded.stripe.api;

/** Which endpoint does what is asked. */
final class Routes {
  private Routes() {}

  static Reply serve(Operation operation, Call call) {
    return switch (operation) {
      case PAYMENT_INTENTS_CREATE -> IntentEndpoints.create(call);
      case PAYMENT_INTENTS_LIST -> ListEndpoints.intents(call);
      case PAYMENT_INTENTS_RETRIEVE -> IntentEndpoints.retrieve(call);
      case PAYMENT_INTENTS_CONFIRM -> IntentEndpoints.confirm(call);
      case PAYMENT_INTENTS_CAPTURE -> IntentEndpoints.capture(call);
      case PAYMENT_INTENTS_INCREMENT -> IntentEndpoints.increment(call);
      case PAYMENT_INTENTS_CANCEL -> IntentEndpoints.cancel(call);
      case REFUNDS_CREATE -> RefundEndpoints.create(call);
      case REFUNDS_RETRIEVE -> RefundEndpoints.retrieve(call);
      case CHARGES_RETRIEVE -> RecordEndpoints.charge(call);
      case PAYMENT_METHODS_CREATE -> MethodEndpoints.create(call);
      case PAYMENT_METHODS_RETRIEVE -> MethodEndpoints.retrieve(call);
      case PAYMENT_METHODS_DETACH -> MethodEndpoints.detach(call);
      case PAYMENT_METHODS_LIST -> MethodEndpoints.list(call);
      case PAYMENT_METHODS_ATTACH -> MethodEndpoints.attach(call);
      case CUSTOMERS_CREATE -> CustomerEndpoints.create(call);
      case CUSTOMERS_SEARCH -> CustomerEndpoints.search(call);
      case CUSTOMERS_RETRIEVE -> CustomerEndpoints.retrieve(call);
      case DISPUTES_LIST -> ListEndpoints.disputes(call);
      case DISPUTES_RETRIEVE -> DisputeEndpoints.retrieve(call);
      case DISPUTES_UPDATE -> DisputeEndpoints.update(call);
      case DISPUTES_CLOSE -> DisputeEndpoints.close(call);
      case EVENTS_LIST -> ListEndpoints.events(call);
      case EVENTS_RETRIEVE -> RecordEndpoints.event(call);
      case REFUNDS_LIST -> ListEndpoints.refunds(call);
      case ACCOUNTS_CREATE -> AccountEndpoints.create(call);
      case ACCOUNTS_RETRIEVE -> AccountEndpoints.retrieve(call);
      case EXTERNAL_ACCOUNTS_CREATE -> AccountEndpoints.addBank(call);
      case LOGIN_LINKS_CREATE -> AccountLinks.login(call);
      case ACCOUNT_LINKS_CREATE -> AccountLinks.details(call);
      case TRANSFERS_CREATE -> TransferEndpoints.create(call);
      case TRANSFERS_LIST -> ListEndpoints.transfers(call);
      case TRANSFERS_RETRIEVE -> TransferEndpoints.retrieve(call);
      case REVERSALS_CREATE -> TransferEndpoints.reverse(call);
      case REVERSALS_LIST -> TransferEndpoints.reversals(call);
      case PAYOUTS_CREATE -> PayoutEndpoints.create(call);
      case PAYOUTS_LIST -> ListEndpoints.payouts(call);
      case PAYOUTS_RETRIEVE -> PayoutEndpoints.retrieve(call);
      case PAYOUTS_CANCEL -> PayoutEndpoints.cancel(call);
      case BALANCE_RETRIEVE -> BalanceEndpoints.balance(call);
      case BALANCE_TRANSACTIONS_LIST -> BalanceEndpoints.list(call);
      case BALANCE_TRANSACTIONS_RETRIEVE -> BalanceEndpoints.retrieve(call);
    };
  }
}
