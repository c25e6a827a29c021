export const root: string;
export const ELEMENTS: readonly string[];
export function libraryEntries(): Record<string, string>;
