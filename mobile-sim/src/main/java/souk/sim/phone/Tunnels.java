package souk.sim.phone;

import souk.sim.client.Line;
import souk.sim.journal.Entry;
import souk.sim.plan.Reception;

/** Takes a phone's reception away now and then, while it believes to be on line. */
final class Tunnels implements AutoCloseable {
  private final City city;
  private final Phone phone;
  private final Line line;
  private final Reception reception;
  private final Thread driver;

  Tunnels(City city, Phone phone, Line line, Reception reception) {
    this.city = city;
    this.phone = phone;
    this.line = line;
    this.reception = reception;
    driver = Thread.ofVirtual().name("tunnels").unstarted(this::drive);
    if (reception.fallsSilent()) driver.start();
  }

  @Override
  public void close() {
    driver.interrupt();
  }

  private void drive() {
    try {
      for (int n = 0; ; n++) {
        var silence = reception.silence(n);
        // nobody's way home leads through a tunnel: the run would wait for him
        if (city.hours().closesWithin(silence.after())) return;
        phone.signal().lose();
        phone.journal().note(new Entry.SignalLost());
        city.tally().count("silences");
        var _ = city.hours().closesWithin(silence.length());
        regain();
      }
    } catch (InterruptedException closed) {
      phone.signal().regain();
    }
  }

  /** An app that has reception again connects anew, and so learns what it has missed. */
  private void regain() {
    phone.journal().note(new Entry.SignalBack());
    phone.signal().regain();
    line.reconnect();
  }
}
