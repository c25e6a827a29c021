/**
 * Makes a sentence from a template. Templates are plain data (`{name}` placeholders, plural forms as an
 * object), so that hosts can override them from JSON. The result is always text, never markup.
 */

/** Plural forms by CLDR category; `other` is required. `{n}` is the count. */
export interface PluralTemplate {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type Template = string | PluralTemplate;

export type TemplateValues = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{(\w{1,40})\}/g;

/** Fills `template`; a placeholder without a value becomes empty, so that its name never shows. */
export function formatTemplate(template: Template, locale: string, values: TemplateValues): string {
  const text = typeof template === 'string' ? template : pluralForm(template, locale, values['n']);
  return text.replace(PLACEHOLDER, (_match, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return '';
    return typeof value === 'number' ? numberFormat(locale).format(value) : value;
  });
}

function pluralForm(
  template: PluralTemplate,
  locale: string,
  count: string | number | undefined,
): string {
  const category = typeof count === 'number' ? pluralRules(locale).select(count) : 'other';
  return template[category] ?? template.other;
}

const rules = new Map<string, Intl.PluralRules>();
function pluralRules(locale: string): Intl.PluralRules {
  let found = rules.get(locale);
  if (!found) rules.set(locale, (found = new Intl.PluralRules(locale)));
  return found;
}

const numbers = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string): Intl.NumberFormat {
  let found = numbers.get(locale);
  // Latin digits, like the numbers from the backend beside them.
  if (!found) numbers.set(locale, (found = new Intl.NumberFormat(`${locale}-u-nu-latn`)));
  return found;
}
