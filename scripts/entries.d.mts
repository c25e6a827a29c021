export const root: string;
export const ELEMENTS: readonly string[];
export function libraryEntries(): Record<string, string>;
export const LANGUAGES_BESIDE: readonly string[];
export const PAGE_FILES: readonly string[];
export interface PageFile {
  readonly fileName: string;
  readonly code: string;
  readonly types: string;
}
export function pageFile(mode: string): PageFile;
