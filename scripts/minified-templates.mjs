/**
 * Removes comments and layout from html`…`, svg`…` and css`…` in builds, because JavaScript minifiers do
 * not change template literals. `npm start` and the tests serve the sources as written.
 */
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';

/**
 * Spaces have meaning between inline elements and values: a run of spaces becomes one space, never none.
 * The rest of the markup stays as written.
 */
export const MINIFY_OPTIONS = {
  conservativeCollapse: true,
  decodeEntities: false,
  minifyJS: false,
  processConditionalComments: false,
  removeComments: false,
  removeEmptyAttributes: false,
};

export function minifiedTemplates() {
  return {
    ...literalsHtmlCssMinifier({
      include: /[\\/](src|mocks|demo)[\\/].*\.ts$/,
      options: { minifyOptions: MINIFY_OPTIONS },
      failOnError: true,
    }),
    apply: 'build',
  };
}
