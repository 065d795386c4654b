package io.github.fdomaven.support;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in words. The messages of Java's exceptions often have a path only. */
public final class FileProblem {

    private FileProblem() {}

    /** {@return the reason, as the end of a sentence} */
    public static String of(IOException failure) {
        if (failure instanceof FileSystemException problem) {
            String file = problem.getFile() == null ? "the file" : problem.getFile();
            return problem.getReason() == null ? reason(problem, file) : file + ": " + problem.getReason();
        }
        if (failure instanceof CharacterCodingException) {
            return "its text is not UTF-8";
        }
        return failure.getMessage() == null ? "it cannot be used" : failure.getMessage();
    }

    private static String reason(FileSystemException problem, String file) {
        if (problem instanceof NoSuchFileException) {
            return file + " does not exist";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied for " + file;
        }
        if (problem instanceof FileAlreadyExistsException) {
            return file + " exists already";
        }
        if (problem instanceof NotDirectoryException) {
            return file + " is not a directory";
        }
        return file + (problem instanceof DirectoryNotEmptyException ? " is not empty" : " cannot be used");
    }
}
