package io.github.fdomaven.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a shell command, without expansion: enough to find the files that the command names.
 *
 * @param commands the words of each simple command, without quotes
 * @param targets the targets of redirections
 */
record ShellWords(List<List<String>> commands, List<String> targets) {

    private static final String OPERATORS = ";&|()\n";
    private static final String REDIRECTIONS = "<>";

    static ShellWords of(String text) {
        return new Splitter(text).split();
    }

    List<String> firstCommand() {
        return commands.isEmpty() ? List.of() : commands.get(0);
    }

    List<String> all() {
        return Stream.concat(commands.stream().flatMap(List::stream), targets.stream())
                .toList();
    }

    /** Splits the text in one pass. The end of the text closes a quote. */
    private static final class Splitter {

        private final String text;
        private final List<List<String>> commands = new ArrayList<>();
        private final List<String> targets = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean isTarget;
        private boolean inComment;
        private char quote;

        Splitter(String text) {
            this.text = text;
        }

        ShellWords split() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (inComment) {
                    inComment = c != '\n';
                } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                    escaped(text.charAt(++i));
                } else if (quote != 0) {
                    inQuotes(c);
                } else {
                    outsideQuotes(c);
                }
            }
            endCommand();
            return new ShellWords(List.copyOf(commands), List.copyOf(targets));
        }

        /** A backslash at the end of a line continues the line. */
        private void escaped(char c) {
            if (c != '\n') {
                take(c);
            }
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
            } else if (c == '#' && !inWord) {
                endCommand();
                inComment = true;
            } else if (OPERATORS.indexOf(c) >= 0) {
                endCommand();
            } else if (REDIRECTIONS.indexOf(c) >= 0) {
                endWord();
                isTarget = true;
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
                (isTarget ? targets : words).add(word.toString());
                isTarget = false;
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
