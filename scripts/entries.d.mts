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
  /** What it loads later stands in files beside it. */
  readonly hasParts?: boolean;
}
export function pageFile(mode: string): PageFile;
