package io.github.fdomaven.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of packages in the syntax of a package manager, which may include versions, architectures, globs, regular expressions,
 * groups, capabilities or conflicts. They are arguments of a program, never text for a shell. A name cannot begin like an option.
 *
 * @param names the names in the order of the user, without duplicates
 */
public record Packages(List<String> names) {

    /** No packages. */
    public static final Packages NONE = new Packages(List.of());

    /** A name in quotes, or a word. */
    private static final Pattern WORD = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\")(?!\\S)|\\S+");

    /** A name without white space. It has a letter or a digit. */
    private static final Pattern NAME = Pattern.compile(
            "(?=[^A-Za-z0-9]*[A-Za-z0-9])[A-Za-z0-9@/.*?(\\[!^~+_][!$%()*+,./0-9:<=>?@A-Z\\[\\\\\\]^_a-z|~-]*");

    /** A variable or a continued line of a shell. Nothing expands it here. */
    private static final Pattern SHELL = Pattern.compile("\\$[A-Za-z0-9_({]|\\\\$");

    /** A capability with a version, such as {@code nodejs >= 18}. */
    private static final Pattern VERSIONED = Pattern.compile("(\\S+) (?:<|<=|=|>=|>) [A-Za-z0-9.+_:~^-]+");

    /** A boolean dependency of RPM, such as {@code (git or mercurial)}. */
    private static final Pattern BOOLEAN = Pattern.compile("\\([A-Za-z0-9@/.*?()\\[\\]+_:~=<>,^ -]+\\)");

    /** A group by its title, such as {@code @Development Tools}. */
    private static final Pattern GROUP = Pattern.compile("@\\^?[A-Za-z0-9][A-Za-z0-9()*+,./: _-]*");

    /** An address with a user, who may have a password. */
    private static final Pattern WITH_USER = Pattern.compile("://[^/?#]*@");

    public Packages {
        names = List.copyOf(new LinkedHashSet<>(names));
        for (String name : names) {
            check(name);
        }
    }

    private static void check(String name) {
        Matcher versioned = VERSIONED.matcher(name);
        String word = versioned.matches() ? versioned.group(1) : name;
        boolean isName = NAME.matcher(word).matches() && !SHELL.matcher(word).find()
                || BOOLEAN.matcher(name).matches()
                || GROUP.matcher(name).matches();
        if (!isName || WITH_USER.matcher(name).find()) {
            throw new IllegalArgumentException("'" + name.replaceFirst("://.*@", "://***@") + "' " + problem(name));
        }
    }

    private static String problem(String name) {
        if (name.startsWith("-")) {
            return "is an option, not the name of a package. Run the package manager in exec if it needs options.";
        }
        if (WITH_USER.matcher(name).find()) {
            return "is an address with a user or a password, which the log and the labels of the image would show. Install"
                    + " the package in exec, with the password in a variable of execEnvironment.";
        }
        if (name.chars().anyMatch(c -> c == '\'' || c == '"' || c == ' ')) {
            return "is not the name of a package: quotes belong around a single name, at both ends. Quote each name, or"
                    + " none.";
        }
        if (SHELL.matcher(name).find()) {
            return "is not the name of a package. No shell reads the names: write them without $ and \\, or run the package"
                    + " manager in exec.";
        }
        Optional<String> other = name.codePoints()
                .filter(c -> c < ' ' || c > '~')
                .mapToObj(c -> String.format("U+%04X", c))
                .findFirst();
        if (other.isPresent()) {
            return "is not the name of a package: it has the character " + other.get() + ". Type the name again.";
        }
        return "is not the name of a package. A name starts with a letter, a digit or one of @ / . * ? ( [ ! ^ ~ + _"
                + " and has none of ; & # ` { }. Separate names by white space.";
    }

    /**
     * {@return names that white space separates, in their order, without the quotes around a name}
     *
     * @throws IllegalArgumentException naming the word that is not the name of a package
     */
    public static Packages parse(String text) {
        List<String> names = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String quoted = words.group(1) == null ? words.group(2) : words.group(1);
            String name = quoted == null ? words.group() : quoted.strip().replaceAll("\\s+", " ");
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new Packages(names);
    }

    /** {@return the names that white space separates, as they are written, with their quotes} */
    public static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /** {@return the names in alphabetical order} */
    public Collection<String> sorted() {
        return new TreeSet<>(names);
    }
}
