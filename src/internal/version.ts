/** The version of this library; the release script keeps it equal to package.json (a test checks). */
export const VERSION = '0.1.0';
