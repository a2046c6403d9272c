package souk.booking.quote.tariff;

import java.util.Currency;
import java.util.UUID;

/** The version of a tariff that a price was made with, and all it says. */
public record PinnedTariff(UUID id, long version, Currency currency, Terms terms) {}
