package io.github.fdomaven.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a shell's text, found without expanding anything: good enough to tell which files a command names.
 *
 * @param commands the words of each simple command, quotes removed
 */
record ShellWords(List<List<String>> commands) {

    private static final String OPERATORS = ";&|()<>\n";

    static ShellWords of(String text) {
        return new Splitter(text).split();
    }

    List<String> firstCommand() {
        return commands.isEmpty() ? List.of() : commands.get(0);
    }

    List<String> all() {
        return commands.stream().flatMap(List::stream).toList();
    }

    /** One pass over the text; an unclosed quote ends with it. */
    private static final class Splitter {

        private final String text;
        private final List<List<String>> commands = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private StringBuilder word = new StringBuilder();
        private boolean inWord;
        private char quote;

        Splitter(String text) {
            this.text = text;
        }

        ShellWords split() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                    take(text.charAt(++i));
                } else if (quote != 0) {
                    inQuotes(c);
                } else {
                    outsideQuotes(c);
                }
            }
            endCommand();
            return new ShellWords(List.copyOf(commands));
        }

        private void inQuotes(char c) {
            if (c == quote) {
                quote = 0;
            } else {
                take(c);
            }
        }

        private void outsideQuotes(char c) {
            if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (OPERATORS.indexOf(c) >= 0) {
                endCommand();
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else {
                take(c);
            }
        }

        private void take(char c) {
            word.append(c);
            inWord = true;
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
                word = new StringBuilder();
                inWord = false;
            }
        }

        private void endCommand() {
            endWord();
            if (!words.isEmpty()) {
                commands.add(List.copyOf(words));
                words = new ArrayList<>();
            }
        }
    }
}
