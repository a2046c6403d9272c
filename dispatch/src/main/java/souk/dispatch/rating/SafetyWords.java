package souk.dispatch.rating;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the words that operations must hear of, whatever their case and accents. */
public final class SafetyWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private final List<String> words;

  /**
   * @param words in lower case and without accents; one that ends with a star stands for all words
   *     that begin so
   */
  public SafetyWords(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Whether one of them is in what somebody wrote. */
  public boolean in(String comment) {
    var plain = MARKS.matcher(Normalizer.normalize(comment, Normalizer.Form.NFKD)).replaceAll("");
    return NO_LETTERS.splitAsStream(plain.toLowerCase(Locale.ROOT)).anyMatch(this::isOne);
  }

  private boolean isOne(String token) {
    return words.stream().anyMatch(word -> matches(word, token));
  }

  private static boolean matches(String word, String token) {
    return word.endsWith("*")
        ? token.startsWith(word.substring(0, word.length() - 1))
        : token.equals(word);
  }
}
