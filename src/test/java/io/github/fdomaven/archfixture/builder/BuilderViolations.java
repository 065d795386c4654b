package io.github.fdomaven.archfixture.builder;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.util.logging.Logger;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.logging.Log;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each nested class breaks one rule. */
class BuilderViolations {

    static class MisplacedGoal extends AbstractMojo {
        @Override
        public void execute() {}
    }

    static class DockerJava {
        DockerClient client;
    }

    static class Yaml {
        LoadSettings settings;
    }

    static class Connection {
        Object byUrl(URL url) throws IOException {
            return url.openConnection();
        }

        void byHttpUrlConnection(HttpURLConnection connection) throws IOException {
            connection.connect();
        }

        Object bySocket() throws IOException {
            return new Socket("localhost", 80);
        }

        Object bySocketChannel() throws IOException {
            return SocketChannel.open();
        }

        Object byHttpClient() {
            return HttpClient.newHttpClient();
        }
    }

    static class EnvironmentReader {
        String read() {
            return System.getenv("HOME");
        }
    }

    static class LogWriter {
        void write(Log log) {
            log.info("not masked");
        }
    }

    static class Printer {
        void print() {
            System.out.println();
        }
    }

    static class JavaUtilLogging {
        Logger logger;
    }

    static class StringUtil {}
}
