/**
 * Takes comments and layout out of html`…`, svg`…` and css`…` in builds; minifiers of JavaScript leave
 * what stands in a template literal alone. `npm start` and the tests serve the sources as written.
 */
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';

/**
 * Blanks have meaning between inline elements and values: a run of them becomes one, never none.
 * Everything else of the markup stays as written.
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
