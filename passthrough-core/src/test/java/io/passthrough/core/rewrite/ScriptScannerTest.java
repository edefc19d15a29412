package io.passthrough.core.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts refer to: {@code §} is where the hash goes. */
class ScriptScannerTest {

  private static String marked(String script) {
    Map<Integer, Reference> sorted = new TreeMap<>();
    ScriptScanner.scan(script).forEach(it -> sorted.put(-it.insertion(), it));
    StringBuilder marked = new StringBuilder(script);
    sorted.keySet().forEach(place -> marked.insert(-place, '§'));
    return marked.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import './a§.js'",
        "import{b}from\"./a§.js\";",
        "import b, {c as d, default as e} from '../a§.mjs'",
        "import * as b from '/js/a§.js'",
        "import b, * as c from './a§.js'",
        "import from from './a§.js'",
        "import {from} from './a§.js'",
        "import {'x-y' as z} from './a§.js'",
        "import /* './no.js' */ {b} // './no.js'\n from /**/ './a§.js'",
        "import b from './a§.json' with {type: 'json'}",
        "export * from './a§.js'",
        "export * as b from './a§.js'",
        "export {b as c} from './a§.js'",
        "export {b}\nimport c from './a§.js'",
        "const b = await import('./a§.js')",
        "import( /* webpackChunkName: 'x' */ './a§.js')",
        "import(`./a§.js`).then(b => b())",
        "import('./a§.json', {with: {type: 'json'}})",
        "`${await import('./a§.js')} ${`${import('./b§.js')}`}`; import './c§.js'",
        "new Worker(new URL('w§.js', import.meta.url), {type: 'module'})",
        "import '.\\u002fa§\\x2ejs'",
        "import './a§.js?v=1#x'",
        "import './%61§.js'",
        "#!/usr/bin/env './no.js'\nimport './a§.js'",
        "\uFEFFimport './a§.js'",
        "a = b / c; import('./a§.js'); d = e / f",
        "a = /['\"`]/; import('./a§.js')",
        "if (a) /'/.test(b); import('./a§.js')",
        "f(a) / 2; '/'; import('./a§.js')",
        "return /[/'\\]]/g.test(a) && import('./a§.js')",
        "a++ / 2; \"/\"; import('./a§.js')",
        "b = 1. / 2; '/'; import('./a§.js')",
        "a = {b: 1} / 2; '/'; import('./a§.js')",
        "function f() {} /'/.test(a); import('./a§.js')",
        "[...import.meta.x, import('./a§.js')]",
        "a.if(b) / 2; '/'; import('./a§.js')",
        "b = 'x\\\ny'; import './a§.js'",
        "//# sourceMappingURL=a.js§.map",
        "b()\n//@ sourceMappingURL=a.js§.map\n",
        "/*# sourceMappingURL=a.js§.map */",
      })
  void scan_reference_isFoundHoweverItIsWritten(String expected) {
    assertThat(marked(expected.replace("§", ""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// import './a.js'",
        "/* import './a.js' */",
        "b = \"import './a.js'\"",
        "b = `import './a.js'`",
        "b = /import '.\\/a.js'/",
        "b = /[/] import('.\\/a.js')/",
        "import 'lodash'",
        "import b from 'lodash/a.js'",
        "import('lodash')",
        "import 'https://x.example/a.js'",
        "import '//x.example/a.js'",
        "import('./' + name + '.js')",
        "import(`./${name}.js`)",
        "import('./a.js' + '')",
        "b.import('./a.js')",
        "b?.import('./a.js')",
        "b = {import: './a.js', export: './a.js'}",
        "importScripts('./a.js')",
        "$import('./a.js')",
        "require('./a.js')",
        "export const b = './a.js'",
        "export default './a.js'",
        "export {b}; from('./a.js')",
        "new URL('./a.js', location)",
        "new URL('./a.js', import.meta.urls)",
        "import('./a.js",
        "import './a.js\n'",
        "import('./dir/')",
        "import('..')",
        "//# sourceMappingURL=data:application/json;base64,e30=",
        "b = 'sourceMappingURL=a.js.map'",
        "b = '//# sourceMappingURL=a.js.map'",
      })
  void scan_whatOnlyLooksLikeOne_isLeft(String script) {
    assertThat(marked(script)).isEqualTo(script);
  }
}
