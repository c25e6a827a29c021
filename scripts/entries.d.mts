export const root: string;
export const ELEMENTS: readonly string[];
export function libraryEntries(): Record<string, string>;
export const LANGUAGES_BESIDE: readonly string[];
export const PAGE_FILES: readonly string[];
export const PAGE_PARTS: string;
export interface PageFile {
  readonly fileName: string;
  readonly code: string;
  readonly types: string;
  /** Whether the code that it loads later is in separate files. */
  readonly hasParts?: boolean;
}
export function pageFile(mode: string): PageFile;
