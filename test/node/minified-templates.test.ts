/** What the builds take out of templates, and what they leave alone. */
import assert from 'node:assert/strict';
import { minifiedTemplates } from '../../scripts/minified-templates.mjs';

interface Built {
  readonly code: string;
  readonly map: { readonly sources: readonly string[]; readonly mappings: string };
}

const context = {
  error: (message: string) => {
    throw new Error(message);
  },
};
const { transform } = minifiedTemplates() as unknown as {
  readonly transform: (code: string, path: string) => Promise<Built | null | undefined>;
};

/** What a build makes of a module; nothing where it leaves it alone. */
const built = (code: string, path = '/project/src/x.ts'): Promise<Built | null | undefined> =>
  transform.call(context, code, path);
const minified = async (code: string): Promise<string> => (await built(code))?.code ?? code;
const markup = async (text: string): Promise<string> =>
  (await minified(`html\`${text}\``)).slice(5, -1);
const styles = async (text: string): Promise<string> =>
  (await minified(`css\`${text}\``)).slice(4, -1);

describe('styles in a build', () => {
  it('lose comments and layout', async () => {
    const text = `
        /* Beside the word. */
        .a,
        .b > .c {
          margin: 0 auto;
          color: var(--_text); /* calm */
        }
      `;
    assert.equal(await styles(text), '.a,.b>.c{color:var(--_text);margin:0 auto}');
  });

  it('keep a blank where it has a meaning', async () => {
    for (const text of [
      '.a :hover{inset:calc(1px + 2em)}',
      '@media (pointer:coarse) and (hover:none){a b{color:red}}',
      ':host([dir]) .a{transition:none!important}',
    ]) {
      assert.equal(await minified(`css\`${text} \``), `css\`${text}\``);
    }
  });

  it('with a value in them stay as written', async () => {
    assert.equal(await built('css`.a {\n  width: ${width}px;\n}`'), null);
  });

  it('that cannot be parsed fail the build', async () => {
    await assert.rejects(built('css`.a { color: } }`'));
  });
});

describe('markup in a build', () => {
  it('has one blank where there was layout', async () => {
    const text = `<p
        class="a"
        hidden
      >
        one
        <b>two</b>
      </p>
      `;
    assert.equal(await markup(text), '<p class="a" hidden> one <b>two</b> </p> ');
  });

  it('keeps attribute values, empty attributes and comments', async () => {
    const text = '<a title="x  y" class="" alt=""> <!-- c --> </a>';
    assert.equal(await markup(`\n${text}`), ` ${text}`);
  });

  it('keeps what stands in pre and textarea', async () => {
    const text = '<pre>\n  a\n   <b>b</b></pre><textarea>\n x</textarea>';
    assert.equal(await markup(`${text}\n\n`), `${text} `);
  });
});

describe('templates in a build', () => {
  it('are minified one by one; values and all other code stay as written', async () => {
    const code = [
      "import { html, nothing } from 'lit';",
      "import { html as staticHtml } from 'lit/static-html.js';",
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
      await minified(code),
      [
        "import { html, nothing } from 'lit';",
        "import { html as staticHtml } from 'lit/static-html.js';",
        'const text = `a',
        '   b`;',
        'const b = html`<p .x=${`1',
        '  2`} ?y=${on}> ${on ? html`<i> </i>` : nothing} </p>`;',
        'const c = staticHtml`<${tag} .x=${1}></${tag}>`;',
      ].join('\n'),
    );
  });

  it('of other packages stay as they are', async () => {
    const code = 'html`<p>\n</p>`';
    assert.equal(await built(code, '/project/node_modules/other/x.js'), undefined);
  });

  it('lead a debugger to the place in the source', async () => {
    const map = (await built('html`<p>\n</p>`;\nthrow new Error();'))?.map;
    assert.deepEqual(map?.sources, ['x.ts']);
    // One line less than before: the last line of the source is the second of the result.
    assert.equal(map.mappings.split(';').length, 2);
  });
});
