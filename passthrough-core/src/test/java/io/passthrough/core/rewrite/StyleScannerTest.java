package io.passthrough.core.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What style sheets refer to: {@code #} is where the hash goes. */
class StyleScannerTest {

  private static String marked(String css) {
    StringBuilder marked = new StringBuilder(css);
    List<Reference> references = StyleScanner.scan(css);
    for (int i = references.size() - 1; i >= 0; i--) {
      marked.insert(references.get(i).insertion(), '#');
    }
    return marked.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a{b:url(a.png)}               | a{b:url(a#.png)}",
        "a{b:url( \"../i/a.png\" )}     | a{b:url( \"../i/a#.png\" )}",
        "a{b:url('a.png')}             | a{b:url('a#.png')}",
        "a{b:URL(a.png)}               | a{b:URL(a#.png)}",
        "a{b:Url(  a.png  )}           | a{b:Url(  a#.png  )}",
        "a{b:u\\72l(a.png)}            | a{b:u\\72l(a#.png)}",
        "a{b:url(/static/a.b.png)}     | a{b:url(/static/a.b#.png)}",
        "a{b:url(f.svg#id)}            | a{b:url(f#.svg#id)}",
        "a{b:url(f.eot?#iefix)}        | a{b:url(f#.eot?#iefix)}",
        "a{b:url(f.eot?v=4.7.0)}       | a{b:url(f#.eot?v=4.7.0)}",
        "a{b:url(my%20a.png)}          | a{b:url(my%20a#.png)}",
        "a{b:url(my\\ a.png)}          | a{b:url(my\\ a#.png)}",
        "a{b:url(a\\2e png)}           | a{b:url(a#\\2e png)}",
        "a{b:url(a%2Epng)}             | a{b:url(a#%2Epng)}",
        "a{b:url('a\\'b.png')}         | a{b:url('a\\'b#.png')}",
        "a{b:url(ä/ö.png)}             | a{b:url(ä/ö#.png)}",
        "a{b:url(LICENSE)}             | a{b:url(LICENSE#)}",
        "a{b:url(a.png),url(b.png)}    | a{b:url(a#.png),url(b#.png)}",
        "a{--b:url(a.png)}             | a{--b:url(a#.png)}",
        "@import 'a.css';              | @import 'a#.css';",
        "@import \"a.css\" screen;     | @import \"a#.css\" screen;",
        "@import url(a.css) layer(x);  | @import url(a#.css) layer(x);",
        "@IMPORT/**/'a.css';           | @IMPORT/**/'a#.css';",
        "a{b:image-set('a.png' 1x, \"b.png\" type('image/png'))}"
            + " | a{b:image-set('a#.png' 1x, \"b#.png\" type('image/png'))}",
        "a{b:-webkit-image-set(url(a.png) 1x)} | a{b:-webkit-image-set(url(a#.png) 1x)}",
        "a{b:src('a.png')}             | a{b:src('a#.png')}",
        "/*# sourceMappingURL=a.css.map */ | /*# sourceMappingURL=a.css#.map */",
      })
  void scan_reference_isFoundHoweverItIsWritten(String css, String expected) {
    assertThat(marked(css)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/* url(a.png) */",
        "/* @import 'a.css'; */",
        "/* an unclosed url(a.png)",
        "a{content:\"url(a.png)\"}",
        "a{content:'@import \"a.css\"'}",
        "a{content:'\\'url(a.png)'}",
        "a{b:my-url(a.png)}",
        "a{b:#url(a.png)}",
        "a{b:10url(a.png)}",
        "a{b:attr(data-url 'a.png')}",
        "@charset \"a.css\";",
        "@namespace svg \"a.css\";",
        "@important 'a.css';",
        "a{b:url(data:image/png;base64,iVBO/w0+KGgo=)}",
        "a{b:url(\"data:image/svg+xml;utf8,<svg xmlns='http://x.y/a.png'/>\")}",
        "a{b:url(https://x.example/a.png)}",
        "a{b:url(//x.example/a.png)}",
        "a{b:url(about:blank)}",
        "a{b:url(#id)}",
        "a{b:url()}",
        "a{b:url('')}",
        "a{b:url(?q)}",
        "a{b:url(img/)}",
        "a{b:url(a b.png)}",
        "a{b:url(a'b.png)}",
        "a{b:url('a.png\n')}",
        "/*# sourceMappingURL=data:application/json;base64,e30= */",
        "/* see sourceMappingURL=a.css.map */",
      })
  void scan_whatOnlyLooksLikeOne_isLeft(String css) {
    assertThat(marked(css)).isEqualTo(css);
  }

  @Test
  void scan_afterAByteOrderMarkAndABadText_goesOn() {
    assertThat(marked("\uFEFF@import 'a.css';\na{b:'open\n;c:url(a.png)}"))
        .isEqualTo("\uFEFF@import 'a#.css';\na{b:'open\n;c:url(a#.png)}");
  }

  @Test
  void scan_textThatGoesOnInTheNextLine_isOneReference() {
    assertThat(marked("a{b:url('img/\\\na.png')}")).isEqualTo("a{b:url('img/\\\na#.png')}");
    assertThat(StyleScanner.scan("a{b:url('img/\\\r\na.png')}").get(0).path())
        .isEqualTo("img/a.png");
  }
}
