package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many ask for the same money at once. */
class BalanceRaceTest {
  private static final int CALLERS = 24;

  @Test
  void nobodyIsPaidWhatIsNotThere() throws Exception {
    try (var twin = StripeTwin.start(StripeTwinOptions.inProcess())) {
      var market = new Marketplace(Caller.of(twin));
      market.earn(10_000, "eur");
      var payee = market.payee("btok_us_verified");
      market.transfer(500, payee, "k1");

      var paid =
          together(
              number -> market.payOut(100, payee, "payout" + number),
              InvalidRequestException.class);

      assertThat(paid).isEqualTo(5);
      assertThat(market.available(payee)).isZero();
    }
  }

  @Test
  void twinsWithOneKeyMoveTheMoneyOnce() throws Exception {
    try (var twin = StripeTwin.start(StripeTwinOptions.inProcess())) {
      var market = new Marketplace(Caller.of(twin));
      market.earn(10_000, "eur");
      Account payee = market.payee("btok_us_verified");

      together(_ -> market.transfer(500, payee, "k1"), StripeException.class);

      assertThat(market.available(payee)).isEqualTo(500);
      assertThat(twin.violations()).isEmpty();
    }
  }

  private interface Ask {
    Object answer(int number) throws StripeException;
  }

  /** How many were served; the others met {@code refusal}. */
  private static long together(Ask ask, Class<? extends StripeException> refusal) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, CALLERS)
              .mapToObj(number -> (Callable<Boolean>) () -> isServed(ask, number, refusal))
              .toList();
      long served = 0;
      for (Future<Boolean> one : threads.invokeAll(asked)) served += one.get() ? 1 : 0;
      return served;
    }
  }

  private static boolean isServed(Ask ask, int number, Class<? extends StripeException> refusal)
      throws StripeException {
    try {
      ask.answer(number);
      return true;
    } catch (StripeException refused) {
      if (refusal.isInstance(refused)) return false;
      throw refused;
    }
  }
}
