/**
 * Takes out of the templates what only their writers need: comments and layout in css`…`, line
 * breaks and indentation in html`…` and svg`…`. The sources keep theirs; minifiers of JavaScript
 * leave what stands in template literals alone.
 */
import MagicString from 'magic-string';
import ts from 'typescript';

/** Where the tags come from, and what each of them is. */
const TAGS = { html: 'markup', svg: 'markup', css: 'styles' };
const LIT_MODULE = /^lit(-html|\/static-html\.js|\/html\.js)?$/;

/** What stands for a value between two parts of a template: one character that no source has. */
const VALUE = '\u{F0000}';

const BLANK = /[ \t\r\n\f]/;
/** Elements in which blanks are content. */
const KEEPS_BLANKS = new Set(['pre', 'textarea', 'script', 'style']);

/** A style sheet without comments and layout. `VALUE` stands for values and is kept. */
export function minifyStyles(text) {
  let out = '';
  /** Before what comes next no blank is needed: at the start, and after one of `{};,:`. */
  let isTight = true;
  /** There was layout, or a comment, which separates just as well. */
  let isApart = false;
  let at = 0;
  const take = (piece, isMark) => {
    if (isApart && !isTight && !isMark) out += ' ';
    out += piece;
    at += piece.length;
    isApart = false;
    isTight = isMark;
  };
  while (at < text.length) {
    const char = text[at];
    if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      isApart = true;
    } else if (BLANK.test(char)) {
      at += 1;
      isApart = true;
    } else if (char === '"' || char === "'") {
      take(text.slice(at, endOfString(text, at)), false);
    } else if (char === '\\') {
      take(text.slice(at, at + 2), false);
    } else if (char === '}') {
      // The last declaration of a block needs no end.
      if (isTight && out.endsWith(';')) out = out.slice(0, -1);
      take(char, true);
    } else if (char === ':') {
      // After it comes a value or a name, in a selector without a blank; before it a blank has meaning.
      take(char, false);
      isTight = true;
    } else {
      take(char, '{;,'.includes(char));
    }
  }
  return out;
}

function endOfString(text, start) {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at + 1;
  }
  return text.length;
}

/**
 * Markup with one blank where there was layout: a run of blanks with a line break in it between
 * tags and in text, any run between attributes. Attribute values stay as they are.
 */
export function minifyMarkup(text) {
  let out = '';
  let at = 0;
  let keeping = null;
  while (at < text.length) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at);
      const stop = end < 0 ? text.length : end + 3;
      out += text.slice(at, stop);
      at = stop;
    } else if (text[at] === '<' && /[a-zA-Z/]/.test(text[at + 1] ?? '')) {
      const end = endOfTag(text, at);
      const name = /^<\/?([a-zA-Z0-9-]*)/.exec(text.slice(at))?.[1]?.toLowerCase() ?? '';
      const isClosing = text[at + 1] === '/';
      out += minifyTag(text.slice(at, end));
      if (isClosing && name === keeping) keeping = null;
      else if (!isClosing && keeping === null && KEEPS_BLANKS.has(name)) keeping = name;
      at = end;
    } else if (text[at] === '<' && isValueTag(text, at)) {
      const end = endOfTag(text, at);
      out += minifyTag(text.slice(at, end));
      at = end;
    } else if (keeping === null && BLANK.test(text[at])) {
      let end = at;
      while (end < text.length && BLANK.test(text[end])) end += 1;
      const run = text.slice(at, end);
      out += /[\r\n]/.test(run) ? ' ' : run;
      at = end;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

/** `<${tag} …>` and `</${tag}>` of static templates. */
function isValueTag(text, at) {
  return text.startsWith(VALUE, at + 1) || text.startsWith(`/${VALUE}`, at + 1);
}

function endOfTag(text, start) {
  let quote = null;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (quote !== null) quote = char === quote ? null : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  return text.length;
}

function minifyTag(tag) {
  return tag
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[ \t\r\n\f]+/g, ' ')))
    .join('')
    .replace(/ (?=\/?>$)/, (blank, offset, all) =>
      // Before "/>" an unquoted value would take the slash.
      all.endsWith('/>') ? blank : '',
    );
}

/** Local names of Lit's template tags in `file`, each with what it holds. */
function tagsOf(file) {
  const tags = new Map();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !LIT_MODULE.test(statement.moduleSpecifier.text)) {
      continue;
    }
    const names = statement.importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) continue;
    for (const { name, propertyName } of names.elements) {
      const kind = TAGS[(propertyName ?? name).text];
      if (kind) tags.set(name.text, kind);
    }
  }
  return tags;
}

/** The literal parts of a template, as places in the source. */
function partsOf(template, file) {
  const literals = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map((span) => span.literal)];
  return literals.map((literal) => ({
    start: literal.getStart(file) + 1,
    // "${" at the end of all but the last part, "`" there.
    end: literal.getEnd() - (isLast(literal) ? 1 : 2),
  }));
}

function isLast(literal) {
  return ts.isNoSubstitutionTemplateLiteral(literal) || ts.isTemplateTail(literal);
}

/** `code` with its templates made small, and the source map of that; `null` when it has none. */
export function minifyTemplates(code, fileName) {
  if (!/\b(css|html|svg)\b/i.test(code)) return null;
  const kind = fileName.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const file = ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, false, kind);
  const tags = tagsOf(file);
  if (tags.size === 0) return null;
  const edited = new MagicString(code);
  const visit = (node) => {
    ts.forEachChild(node, visit);
    if (!ts.isTaggedTemplateExpression(node) || !ts.isIdentifier(node.tag)) return;
    const holds = tags.get(node.tag.text);
    if (holds === undefined) return;
    const parts = partsOf(node.template, file);
    const whole = parts.map(({ start, end }) => code.slice(start, end)).join(VALUE);
    const small = (holds === 'styles' ? minifyStyles(whole) : minifyMarkup(whole)).split(VALUE);
    if (small.length !== parts.length) {
      throw new Error(`${fileName}: a value stands in a comment of a template`);
    }
    for (const [index, { start, end }] of parts.entries()) {
      if (small[index] === code.slice(start, end)) continue;
      if (start === end) edited.appendLeft(start, small[index]);
      else edited.update(start, end, small[index]);
    }
  };
  visit(file);
  if (!edited.hasChanged()) return null;
  return {
    code: edited.toString(),
    map: edited.generateMap({ source: fileName, hires: 'boundary', includeContent: true }),
  };
}

/** The same as a plugin for Vite's builds; what `npm start` and the tests serve stays as written. */
export function minifiedTemplates() {
  return {
    name: 'minified-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const [path] = id.split('?');
      return /[\\/](src|mocks|demo)[\\/].*\.ts$/.test(path) ? minifyTemplates(code, path) : null;
    },
  };
}
