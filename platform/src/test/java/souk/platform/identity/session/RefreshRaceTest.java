package souk.platform.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import souk.platform.identity.OpaqueToken;
import souk.platform.identity.Race;
import souk.platform.identity.TestServer;

/**
 * Many refresh with one token at once: one wins, and since the others reuse it, the family ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshRaceTest {
  private static final int RUNNERS = 12;

  private final TestServer server = TestServer.start(Map.of());

  @AfterAll
  void stop() {
    server.close();
  }

  @RepeatedTest(5)
  void oneOfManyWinsAndTheFamilyEnds() {
    var token = server.session().text("refresh_token");
    var answers = Race.of(RUNNERS, _ -> refresh(token));
    var won = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code().equals("refresh_reused"))
        .hasSize(RUNNERS - 1);
    assertThat(refresh(won.getFirst().text("refresh_token")).code()).isEqualTo("refresh_invalid");
  }

  /** The negative control: who looks first and writes then lets several win. */
  @Test
  void withoutTheConditionSeveralWin() {
    var token = RefreshToken.parse(server.session().text("refresh_token")).orElseThrow();
    var looked = new CyclicBarrier(RUNNERS);
    var won = Race.of(RUNNERS, _ -> lookThenWrite(token, looked));
    assertThat(won.stream().filter(winner -> winner).count()).isGreaterThan(1);
  }

  private boolean lookThenWrite(RefreshToken token, CyclicBarrier looked) {
    var present =
        server.sql(
            "SELECT 1 FROM platform.session WHERE id = ? AND token_hash = ?",
            token.session(),
            token.secret().hash());
    Race.meet(looked);
    var written =
        server.sql(
            "UPDATE platform.session SET token_hash = ? WHERE id = ?",
            OpaqueToken.random().hash(),
            token.session());
    return !present.isEmpty() && written.equals(List.of("1"));
  }

  private TestServer.Answer refresh(String token) {
    return server.post("/v1/sessions/refresh", null, Map.of("refresh_token", token));
  }
}
