package souk.platform.push;

/** What a person is told outside the app: a title and a sentence, without secrets or places. */
public record Notice(String title, String text) {}
