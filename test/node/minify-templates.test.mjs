/** What the builds take out of templates, and what they must not touch. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minifyMarkup, minifyStyles, minifyTemplates } from '../../scripts/minify-templates.mjs';

const minified = (code) => minifyTemplates(code, 'x.ts')?.code ?? code;

describe('styles in a build', () => {
  it('lose comments and layout', () => {
    assert.equal(
      minifyStyles(`
        /* Beside the word. */
        .a,
        .b > .c {
          margin: 0 auto;
          color: var(--_text); /* calm */
        }
      `),
      '.a,.b > .c{margin:0 auto;color:var(--_text)}',
    );
  });

  it('keep a blank where it means something', () => {
    for (const text of [
      '.a :hover{inset:calc(1px + 2px)}',
      '@media (min-width:3em) and (pointer:coarse){a b{x:y}}',
      ':host([dir]) .a{transition:none !important}',
    ]) {
      assert.equal(minifyStyles(text), text);
    }
    assert.equal(minifyStyles('.a/* x */.b'), '.a .b');
  });

  it('keep strings and escapes', () => {
    const text = `a{content:'  /* ; } */ \\'  {';b:"x  y";c:\\;  d}`;
    assert.equal(minifyStyles(text), `a{content:'  /* ; } */ \\'  {';b:"x  y";c:\\; d}`);
  });
});

describe('markup in a build', () => {
  it('has one blank where there was layout', () => {
    assert.equal(
      minifyMarkup(`<p
        class="a"
        hidden
      >
        one
        <b>two</b>
      </p>
      `),
      '<p class="a" hidden> one <b>two</b> </p> ',
    );
  });

  it('keeps blanks within a line, attribute values and what no parser would take for a tag', () => {
    for (const text of [
      '<a title="x  \n  y" b=\'1  2\'>a  b</a>',
      'a < b  and c > d',
      '<br />',
      '<img src=a />',
    ]) {
      assert.equal(minifyMarkup(text), text);
    }
  });

  it('keeps what stands in pre and textarea', () => {
    const text = '<pre>\n  a\n   <b\n>b</b></pre><textarea>\n x</textarea>';
    assert.equal(minifyMarkup(text), text.replace('<b\n>', '<b>'));
  });
});

describe('templates in a build', () => {
  it('are made small one by one, values and all else untouched', () => {
    const code = [
      "import { html, css as styles, nothing } from 'lit';",
      "import { html as staticHtml } from 'lit/static-html.js';",
      'const a = styles`',
      '  ${base}',
      '  .a {',
      '    width: ${width}px;',
      '  }',
      '`;',
      'const text = `a',
      '   b`;',
      'const b = html`<p',
      '  .x=${`1',
      '  2`}',
      '  ?y=${on}',
      '  >',
      '  ${on ? html`<i>',
      '    </i>` : nothing}',
      '</p>`;',
      'const c = staticHtml`<${tag}',
      '   .x=${1}',
      '   ></${tag}>`;',
    ].join('\n');
    assert.equal(
      minified(code),
      [
        "import { html, css as styles, nothing } from 'lit';",
        "import { html as staticHtml } from 'lit/static-html.js';",
        'const a = styles`${base} .a{width:${width}px}`;',
        'const text = `a',
        '   b`;',
        'const b = html`<p .x=${`1',
        '  2`} ?y=${on}> ${on ? html`<i> </i>` : nothing} </p>`;',
        'const c = staticHtml`<${tag} .x=${1}></${tag}>`;',
      ].join('\n'),
    );
  });

  it('of other libraries stay as they are', () => {
    assert.equal(minifyTemplates("import { html } from 'other';\nhtml`<p>\n</p>`;", 'x.ts'), null);
    assert.equal(minifyTemplates('const html = 1;', 'x.ts'), null);
  });

  it('lead a debugger to the place in the source', () => {
    const code = "import { html } from 'lit';\nhtml`<p>\n</p>`;\nthrow new Error();";
    const { map } = minifyTemplates(code, 'x.ts');
    assert.deepEqual(map.sources, ['x.ts']);
    assert.deepEqual(map.sourcesContent, [code]);
    // One line less than before: the last line of the source is the third of the result.
    assert.equal(map.mappings.split(';').length, 3);
  });

  it('refuse a value in a comment, which would be lost', () => {
    const code = "import { css } from 'lit';\ncss`/* ${value} */`;";
    assert.throws(() => minifyTemplates(code, 'x.ts'), /value stands in a comment/);
  });
});
