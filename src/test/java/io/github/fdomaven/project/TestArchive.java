package io.github.fdomaven.project;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar archive in memory, with entries that Commons Compress alone would not write. */
final class TestArchive {

    static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T20:02:02Z"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = ProjectArchive.tar(bytes);

    /** An entry with its content. */
    record Entry(TarArchiveEntry header, String content) {}

    TestArchive file(String name, String content) throws IOException {
        return file(name, content, 0644);
    }

    TestArchive file(String name, String content, int mode) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setModTime(LONG_AGO);
        entry.setSize(data.length);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
        return this;
    }

    TestArchive directory(String name) throws IOException {
        return entry(new TarArchiveEntry(name + "/"));
    }

    TestArchive link(String name, String target) throws IOException {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    TestArchive hardLink(String name, String target) throws IOException {
        return link(name, target, TarConstants.LF_LINK);
    }

    TestArchive special(String name, byte type) throws IOException {
        return entry(new TarArchiveEntry(name, type));
    }

    private TestArchive link(String name, String target, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        return entry(entry);
    }

    private TestArchive entry(TarArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    byte[] toBytes() throws IOException {
        tar.finish();
        return bytes.toByteArray();
    }

    static Map<String, Entry> read(byte[] archive) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), new Entry(entry, new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }
}
