package souk.payments.escrow;

import souk.payments.ledger.Account;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Money that is taken back of an order.
 *
 * @param key of the journal that says so
 * @param cause what it is taken back for, such as {@code refund 018f…}: everything that is posted
 *     for it carries this
 * @param order whose escrow has or had the money
 * @param to is credited with it
 */
public record Clawback(
    String key, Template template, String cause, OrderRef order, Money amount, Account to) {}
