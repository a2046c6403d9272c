package souk.booking.quote;

import io.micronaut.context.annotation.EachProperty;

/** What one product costs in one city: {@code souk.tariffs.<any name>.*}, in minor units. */
@EachProperty("souk.tariffs")
interface TariffConfiguration {
  String getCity();

  String getProduct();

  long getBase();

  long getPerKilometre();

  long getPerMinute();

  long getMinimum();

  int getTaxBasisPoints();
}
