package souk.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.platform.problem.Problem;

class CursorTest {
  private record Row(Instant at, UUID id) {}

  @Test
  void comesBackAsItWasGiven() {
    var cursor = new Cursor(Instant.parse("2026-11-22T12:00:00.123456Z"), UUID.randomUUID());
    assertThat(Cursor.of(cursor.text())).isEqualTo(cursor);
  }

  @Test
  void nothingMeansTheStart() {
    assertThat(Cursor.of(null).createdAt()).isAfter(Instant.parse("2999-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "!",
        "AAAA",
        "f_________________________________________8",
        "_____________________________________________________"
      })
  void refusesWhatItDidNotGive(String text) {
    assertThatThrownBy(() -> Cursor.of(text))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("cursor_invalid"));
  }

  @Test
  void aPageContinuesBehindItsLastItemWhileThereAreMore() {
    var rows =
        List.of(
            new Row(Instant.ofEpochSecond(3), UUID.randomUUID()),
            new Row(Instant.ofEpochSecond(2), UUID.randomUUID()),
            new Row(Instant.ofEpochSecond(1), UUID.randomUUID()));

    var page = Page.of(rows, 2, Row::at, Row::id, Row::id);
    assertThat(page.items()).containsExactly(rows.get(0).id(), rows.get(1).id());
    assertThat(Cursor.of(page.nextCursor()).id()).isEqualTo(rows.get(1).id());

    assertThat(Page.of(rows, 3, Row::at, Row::id, Row::id).nextCursor()).isNull();
    assertThat(Page.of(List.<Row>of(), 3, Row::at, Row::id, Row::id).nextCursor()).isNull();
  }
}
