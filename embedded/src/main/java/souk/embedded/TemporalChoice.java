package souk.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import souk.embedded.engine.Temporal;
import souk.embedded.engine.TemporalCli;

/** Which Temporal service tests run against: the light one unless told otherwise. */
enum TemporalChoice {
  TESTSERVER,
  CLI,
  AUTO;

  static Temporal forTests(Path data) {
    return configured().service(data);
  }

  private static TemporalChoice configured() {
    var environment = Objects.requireNonNullElse(System.getenv("SOUK_TEST_TEMPORAL"), "testserver");
    return valueOf(System.getProperty("souk.test.temporal", environment).toUpperCase(Locale.ROOT));
  }

  private Temporal service(Path data) {
    var binary =
        switch (this) {
          case TESTSERVER -> Optional.<Path>empty();
          case AUTO -> TemporalCli.find();
          case CLI -> Optional.of(TemporalCli.findOrFetch().orElseThrow(TemporalChoice::missing));
        };
    return binary
        .<Temporal>map(found -> new Temporal.CommandLine(found, data, OptionalInt.empty()))
        .orElseGet(Temporal.TestServer::new);
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "Tests are to run against the temporal command line, which is neither on the PATH nor in"
            + " the cache, and pip cannot fetch it.");
  }
}
