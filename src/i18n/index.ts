export { registerLocale } from './locale-registry.js';
export type { Locale, StringKey, Strings } from './strings.js';
