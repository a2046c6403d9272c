package souk.platform.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BellTest {
  private final Carrier carrier = new Carrier();

  @Test
  void aRingIsHeardOnceInEveryProcessItsOwnIncluded() {
    var here = new Bell(carrier);
    var elsewhere = new Bell(carrier);
    var heardHere = new AtomicInteger();
    var heardElsewhere = new AtomicInteger();
    here.on("round-monaco", heardHere::incrementAndGet);
    elsewhere.on("round-monaco", heardElsewhere::incrementAndGet);

    here.ring("round-monaco");
    assertThat(heardHere).as("at once, however slow the carrier").hasValueGreaterThan(0);

    await().until(() -> carrier.delivered.get() == 2);
    assertThat(heardHere).hasValue(1);
    assertThat(heardElsewhere).hasValue(1);
  }

  @Test
  void anotherBellIsNotHeard() {
    var here = new Bell(carrier);
    var elsewhere = new Bell(carrier);
    var heard = new AtomicInteger();
    elsewhere.on("round-monaco", heard::incrementAndGet);

    here.ring("outbox-dispatch-0");

    await().until(() -> carrier.delivered.get() == 2);
    assertThat(heard).hasValue(0);
  }

  /** As Redis does, it brings a message to whoever published it too. */
  private static final class Carrier implements Channels {
    final AtomicInteger delivered = new AtomicInteger();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(String channel, String message) {
      listeners.forEach(listener -> {
        listener.accept(message);
        delivered.incrementAndGet();
      });
    }

    @Override
    public void listen(String channel, Consumer<String> listener) {
      listeners.add(listener);
    }
  }
}
