package souk.payments.charge;

import souk.payments.OrderRef;

/**
 * The payload of the events {@code charge.authorized}, {@code charge.declined}, {@code
 * charge.captured}, {@code charge.voided} and {@code charge.unknown}.
 */
public record ChargeChanged(OrderRef order, ChargeStanding charge) {}
