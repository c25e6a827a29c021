import { existsSync, mkdirSync } from 'node:fs';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

if (!existsSync('ide')) mkdirSync('ide');

const toDist = (path) => path?.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** The manifest names files of the package, not of the repository. */
function distPaths() {
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'path' || key === 'module') && typeof inner === 'string') {
          value[key] = toDist(inner);
        } else walk(inner);
      }
    }
  };
  return {
    name: 'dist-paths',
    packageLinkPhase({ customElementsManifest }) {
      walk(customElementsManifest.modules);
    },
  };
}

/** What is private or internal is of no use to hosts, their editors or the documentation. */
function publicOnly() {
  const isPublic = (member) =>
    !['private', 'protected'].includes(member.privacy) &&
    !member.name?.startsWith('#') &&
    !member.name?.startsWith('_');
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          if (declaration.members) {
            declaration.members = declaration.members.filter(isPublic);
            // All that are left are; said of some it would look as if the others were not.
            for (const member of declaration.members) delete member.privacy;
          }
          if (declaration.attributes) {
            const fields = new Set((declaration.members ?? []).map((member) => member.name));
            declaration.attributes = declaration.attributes.filter(
              (attribute) => !attribute.fieldName || fields.has(attribute.fieldName),
            );
          }
        }
      }
      // Only the elements: the rest of the API is described by its types.
      customElementsManifest.modules = customElementsManifest.modules.filter((module) =>
        (module.declarations ?? []).some((declaration) => declaration.tagName),
      );
    },
  };
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.stories.ts'],
  outdir: '.',
  litelement: true,
  dev: false,
  packagejson: false,
  plugins: [
    distPaths(),
    publicOnly(),
    customElementVsCodePlugin({
      outdir: 'ide',
      htmlFileName: 'vscode.html-custom-data.json',
      cssFileName: 'vscode.css-custom-data.json',
      hideLogs: true,
    }),
    customElementJetBrainsPlugin({
      outdir: 'ide',
      webTypesFileName: 'web-types.json',
      packageJson: false,
      hideLogs: true,
    }),
  ],
};
