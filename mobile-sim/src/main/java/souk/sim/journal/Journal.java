package souk.sim.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import souk.sim.plan.Person;

/** What one phone sent and what it was told, in this order. */
public final class Journal {

  /** Where lines are kept beside memory. */
  public interface Keeper {
    /** Keeps a line; it is safe when this returns. */
    void keep(Instant at, Person phone, Entry entry);
  }

  private final Person owner;
  private final Keeper keeper;
  private final List<Entry> entries = new ArrayList<>();

  /** An empty journal. */
  public Journal(Person owner, Keeper keeper) {
    this.owner = owner;
    this.keeper = keeper;
  }

  /** Whose phone this is. */
  public Person owner() {
    return owner;
  }

  /** Adds a line; a command's line is added before the command is sent. */
  public synchronized void note(Entry entry) {
    keeper.keep(Instant.now(), owner, entry);
    entries.add(entry);
  }

  /** Everything so far. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
