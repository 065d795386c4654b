package io.github.fdomaven.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words of a shell command, without expansion: enough to find the files that the command names. */
final class ShellWords {

    private static final String OPERATORS = ";&|()\n";
    private static final String REDIRECTIONS = "<>";

    /** The words of each simple command, without quotes. */
    private final List<List<String>> commands = new ArrayList<>();

    /** The targets of redirections. */
    private final List<String> targets = new ArrayList<>();

    private List<String> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean isTarget;
    private boolean inComment;
    private char quote;

    /** Splits the text in one pass. The end of the text closes a quote. */
    ShellWords(String text) {
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
    }

    List<List<String>> commands() {
        return commands;
    }

    List<String> firstCommand() {
        return commands.isEmpty() ? List.of() : commands.get(0);
    }

    List<String> all() {
        return Stream.concat(commands.stream().flatMap(List::stream), targets.stream())
                .toList();
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
