import { existsSync, mkdirSync } from 'node:fs';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

if (!existsSync('ide')) mkdirSync('ide');

const toDist = (path) => path?.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** Replaces the paths of the repository with the paths of the package. */
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

/** Removes private and internal members: hosts, editors and the documentation do not need them. */
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
            // All remaining members are public. A mark on only some of them would suggest that the
            // others are not.
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
      // Keep only the elements. The types describe the rest of the API.
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
