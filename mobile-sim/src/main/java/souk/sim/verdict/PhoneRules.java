package souk.sim.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import souk.sim.journal.Entry.Failed;
import souk.sim.journal.Entry.FrameRefused;
import souk.sim.journal.Entry.Heard;
import souk.sim.journal.Entry.NotDone;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.Rule.Finding;

/** How server and phones talked. */
final class PhoneRules {
  private PhoneRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "versions_never_go_back",
            history -> history.logs().stream().flatMap(PhoneRules::goingBack)),
        new Rule("phones_understand_the_server", PhoneRules::failures),
        new Rule("server_understands_phones", PhoneRules::refusedFrames),
        new Rule("every_call_is_answered", PhoneRules::unanswered),
        new Rule("server_answers_at_the_end", PhoneRules::silence));
  }

  private record Subject(int connection, String aggregate, String id) {}

  /** On one connection the messages about one thing come in the order of its versions. */
  private static Stream<Finding> goingBack(PhoneLog log) {
    Map<Subject, Long> latest = new HashMap<>();
    return log
        .all(Heard.class)
        .filter(heard -> heard.version() < known(latest, heard))
        .map(heard ->
            new Finding(
                log.owner().name(),
                "heard version %d of %s %s late"
                    .formatted(heard.version(), heard.aggregate(), heard.subject())))
        .toList()
        .stream();
  }

  /** The version known before, and remembers this one. */
  private static long known(Map<Subject, Long> latest, Heard heard) {
    var subject = new Subject(heard.connection(), heard.aggregate(), heard.subject());
    var before = latest.getOrDefault(subject, heard.version());
    latest.put(subject, Math.max(before, heard.version()));
    return before;
  }

  private static Stream<Finding> failures(History history) {
    return history.logs().stream()
        .flatMap(log ->
            log.all(Failed.class).map(failed -> new Finding(log.owner().name(), failed.what())));
  }

  private static Stream<Finding> refusedFrames(History history) {
    return history.logs().stream()
        .flatMap(log ->
            Stream.concat(
                log.all(FrameRefused.class)
                    .map(refused ->
                        new Finding(log.owner().name(), refused.code() + ": " + refused.detail())),
                refusedPositions(log)));
  }

  private static Stream<Finding> refusedPositions(PhoneLog log) {
    return log.all(NotDone.class)
        .filter(call -> call.action().equals("positions.post"))
        .map(call -> new Finding(log.owner().name(), "positions are refused: " + call.code()));
  }

  /** A phone tries for longer than any part may be away; one that gives up has met a defect. */
  private static Stream<Finding> unanswered(History history) {
    return history.logs().stream()
        .flatMap(log ->
            log.all(NotDone.class)
                .filter(call -> call.status() == 0)
                .map(call ->
                    new Finding(
                        log.owner().name(),
                        "%s %s: %s".formatted(call.action(), call.target(), call.code()))));
  }

  private static Stream<Finding> silence(History history) {
    return history.unread().entrySet().stream()
        .map(unread -> new Finding(unread.getKey(), unread.getValue()));
  }
}
