package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import souk.booking.fare.Way;

/**
 * The bill knows the way to its end, though one process makes it and another was told the positions
 * of the last seconds.
 */
class LastMetresTest {
  private static final double A_PING = Way.METRES_PER_PING;

  /** Until the ride is over, what was said last is in the memory of a process and nowhere else. */
  @Test
  void whatWasSaidToAnotherProcessIsAwaited() {
    try (var drive = AlmostThere.open("5s")) {
      drive.whileNoTraceIsWritten(() -> {
        drive.sayTheLast();
        drive.end();
      });
      drive.awaitSettled();
      assertKnownToItsEnd(drive);
    }
  }

  /** The control: a bill that waits for nobody misses them. */
  @Test
  void withoutWaitingTheLastMetresAreMissed() {
    try (var drive = AlmostThere.open("0s")) {
      drive.whileNoTraceIsWritten(() -> {
        drive.sayTheLast();
        drive.end();
        drive.awaitSettled();
      });
      var missed = (AlmostThere.LAST_PINGS - 1) * A_PING;
      assertThat(drive.metres()).isLessThan(drive.way().metres() - missed);
      assertThat(drive.metresFromDropoff()).isGreaterThan(A_PING);
    }
  }

  @Test
  void whatTheEndSaysItselfIsThereBeforeTheRideIsOver() {
    try (var drive = AlmostThere.open("0s")) {
      drive.endSayingTheLast();
      drive.awaitSettled();
      assertKnownToItsEnd(drive);
    }
  }

  private static void assertKnownToItsEnd(AlmostThere drive) {
    assertThat(drive.metres()).isCloseTo(drive.way().metres(), within(A_PING));
    assertThat(drive.metresFromDropoff()).isLessThan(A_PING);
  }
}
