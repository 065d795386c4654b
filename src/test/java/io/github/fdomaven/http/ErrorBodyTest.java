package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

    private static String words(String contentType, String body) {
        return ErrorBody.message(
                Optional.of(contentType), body.getBytes(StandardCharsets.UTF_8), Optional.of("Bad Request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'errors':[{'code':'DENIED','message':'no'}]} | DENIED: no",
                "{'errors':[{'code':'A','message':'x'},{'code':'B'}]} | A: x; B",
                "{'errors':[],'message':'m'} | m",
                "{'errors':'odd'} | odd",
                "{'errors':['a','b']} | a; b",
                "{'errors':{'tag':['is locked']}} | tag: is locked",
                "{'errors':[{'code':'UNKNOWN','message':'unknown error','detail':'no updates here'}]} | UNKNOWN: unknown error: no updates here",
                "{'errors':[{'code':'DENIED','message':'no','detail':{'Tag':'x'}}]} | DENIED: no",
                "{'errors':[{'code':'DENIED','message':'','detail':{'Tag':'x','why':['a','b']}}]} | DENIED: Tag: x; why: a, b",
                "[{'code':'DENIED','message':'no'}] | DENIED: no",
                "`{\n  'title': 'Forbidden',\n  'detail': 'quota reached'\n}` | Forbidden: quota reached",
                "`{\n'Message': 'Missing Token'\n}` | Missing Token",
                "`{\n'other': 1\n}` | { 'other': 1 }",
                "{'message':'404 Not Found'} | 404 Not Found",
                "{'error':'ref is missing'} | ref is missing",
                "{'error':'invalid_token','error_description':'Token expired'} | invalid_token: Token expired",
                "{'details':'d'} | d",
                "{'message':{'base':['Reference not found']}} | base: Reference not found",
                "{'message':{'base':['a','b'],'ref':['c']}} | base: a, b; ref: c",
                "{'message':{'a':{'b':['c']}}} | a: b: c",
                "{'message':['a','b']} | a, b",
                "{'message':12} | 12",
                "{'message':''} | {'message':''}",
                "{'other':1} | {'other':1}",
                "{'broken | {'broken",
                "{'message':'two\\nlines \\u001b[31m'} | two lines [31m",
                "{} | Bad Request",
                "`` | Bad Request",
            })
    void readsTheMessageOfJson(String body, String words) {
        assertThat(words("application/json", body.replace('\'', '"'))).isEqualTo(words.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain | `  first line  \nsecond` | first line",
                "text/plain | <html><p>No</p> | No",
                "Text/HTML | `<html>\n<title>Blocked</title>` | Blocked",
                "application/xml | `<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>` | AccessDenied: Request has expired",
                "application/xml | <?xml version='1.0'?><failure>no</failure> | no",
                "text/plain | [1] | [1]",
                "text/html | <head><title>Not responding (502)</title></head><body>x</body> | Not responding (502)",
                "text/html | <!-- x --><script>alert('a')</script><style>b</style><h1>A &amp; B</h1> | A & B",
                "text/html | <noscript>Enable JavaScript</noscript><h1>Access denied</h1> | Access denied",
                "text/html | <p>&#65;&#x42; &unknown; &#9999999;</p> | AB &unknown; &#9999999;",
                "application/xml | <Error><Message>a &amp;lt; &quot;b&quot; &apos;c&apos;</Message></Error> | a &lt; \"b\" 'c'",
                "text/html; charset=utf-8 | <html></html> | Bad Request",
                "text/html | {\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\"}]} | DENIED: no",
                "text/html | [Blocked]<br>by x | [Blocked]",
            })
    void readsTheFirstLineOfTextAndOfHtml(String contentType, String body, String words) {
        assertThat(words(contentType, body)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"text/html, <html>", "text/plain, ''", "application/json, {}"})
    void saysThatThereIsNoMessage(String contentType, String body) {
        assertThat(ErrorBody.message(Optional.of(contentType), body.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .isEqualTo("no message");
    }
}
