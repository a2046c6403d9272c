package souk.embedded.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormParamsTest {
  @Test
  void readsNamesWithinNames() {
    var params =
        FormParams.parse("a=1&metadata[x]=2&metadata[y][z]=3&expand[]=p&expand[1]=q&flag=true");

    assertThat(params.integer("a")).hasValue(1);
    assertThat(params.metadata()).isEqualTo(Map.of("x", "2", "y][z", "3"));
    assertThat(params.list("expand")).containsExactly("p", "q");
    assertThat(params.flag("flag")).isTrue();
    assertThat(params.flag("other")).isFalse();
  }

  @Test
  void takesTheLastOfSeveralAndNothingForEmpty() {
    var params = FormParams.parse("a=1&a=2&b=&c");

    assertThat(params.text("a")).hasValue("2");
    assertThat(params.text("b")).isEmpty();
    assertThat(params.text("c")).isEmpty();
    assertThat(FormParams.parse("").all()).isEmpty();
  }

  @Test
  void refusesWhatIsNotEncoded() {
    assertThatThrownBy(() -> FormParams.parse("a=%zz")).isInstanceOf(ApiRefusal.class);
  }

  @Test
  void keepsMetadataWithinStripesLimits() {
    var tooMany =
        IntStream.range(0, 51)
            .mapToObj(i -> "metadata[k" + i + "]=v")
            .collect(Collectors.joining("&"));

    assertThatThrownBy(() -> FormParams.parse(tooMany).metadata()).isInstanceOf(ApiRefusal.class);
    var longKey = "metadata[" + "k".repeat(41) + "]=v";
    assertThatThrownBy(() -> FormParams.parse(longKey).metadata()).isInstanceOf(ApiRefusal.class);
    var longValue = "metadata[k]=" + "v".repeat(501);
    assertThatThrownBy(() -> FormParams.parse(longValue).metadata()).isInstanceOf(ApiRefusal.class);
  }

  @Test
  void saysTheSameInAnyOrderButNotForOtherValues() {
    var canonical = FormParams.parse("a=1&b=2").canonical();

    assertThat(FormParams.parse("b=2&a=1").canonical()).isEqualTo(canonical);
    assertThat(FormParams.parse("a=1&b=3").canonical()).isNotEqualTo(canonical);
    // an ampersand within a value must not look like a second parameter
    assertThat(FormParams.parse("a=1%26b%3D2").canonical()).isNotEqualTo(canonical);
  }
}
