import type { SourceMap } from 'magic-string';
import type { Plugin } from 'vite';

export function minifyStyles(text: string): string;
export function minifyMarkup(text: string): string;
export function minifyTemplates(
  code: string,
  fileName: string,
): { readonly code: string; readonly map: SourceMap } | null;
export function minifiedTemplates(): Plugin;
